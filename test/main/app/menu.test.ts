import { describe, expect, it } from 'vitest'
import { menu } from '../../../src-main/app/menu.ts'

function items(platform: string) {
  const shown: string[] = []
  const openDataFolder = () => shown.push('data folder')
  const template = menu(platform, { show: (route) => shown.push(route), openDataFolder })
  return { template, shown }
}

const names = (platform: string) =>
  items(platform).template.map(({ label, role }) => label?.replace('&', '') ?? role)

describe('app/menu', () => {
  it('has File, Edit, View, Run, Window and Help, and the app menu on a Mac', () => {
    const usual = ['File', 'editMenu', 'viewMenu', 'Run', 'windowMenu', 'help']
    expect(names('linux')).toEqual(usual)
    expect(names('darwin')).toEqual(['appMenu', ...usual])
  })

  it('leads to every screen that needs no choice, each by one item', () => {
    const { template, shown } = items('linux')
    const leaves = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    for (const { click } of leaves) (click as (() => void) | undefined)?.()
    expect(shown.sort()).toEqual(
      ['#/', '#/compare', '#/curricula', '#/runs', '#/settings', 'data folder'].sort(),
    )
  })
})
