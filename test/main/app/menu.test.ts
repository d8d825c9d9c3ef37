import { describe, expect, it } from 'vitest'
import { menuCommands } from '#command'
import { menu } from '../../../src-main/app/menu.ts'

function items(platform: string) {
  const asked: string[] = []
  const openDataFolder = () => asked.push('data folder')
  const template = menu(platform, { command: (id) => asked.push(id), openDataFolder })
  return { template, asked }
}

const names = (platform: string) =>
  items(platform).template.map(({ label, role }) => label?.replace('&', '') ?? role)

describe('app/menu', () => {
  it('has File, Edit, View, Go, Run, Window and Help, and the app menu on a Mac', () => {
    const usual = ['File', 'Edit', 'View', 'Go', 'Run', 'windowMenu', 'help']
    expect(names('linux')).toEqual(usual)
    expect(names('darwin')).toEqual(['appMenu', ...usual])
  })

  it('lists every command of the frame once, and asks the page for it by its id', () => {
    const { template, asked } = items('linux')
    const leaves = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    for (const { click } of leaves) (click as (() => void) | undefined)?.()
    const ids = menuCommands.map(({ id }) => id as string)
    expect(asked.sort()).toEqual([...ids, 'data folder'].sort())
  })

  it('shows keys without listening to them: the page does', () => {
    const { template } = items('linux')
    const leaves = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    const keyed = leaves.filter(({ accelerator }) => accelerator !== undefined)
    expect(keyed.map(({ accelerator }) => accelerator)).toContain('CmdOrCtrl+K')
    for (const { registerAccelerator } of keyed) expect(registerAccelerator).toBe(false)
  })

  it('names the step that undo would take back, and leaves its key to the page but on a Mac', () => {
    const edit = (platform: string, steps?: { undo: string | null; redo: string | null }) => {
      const actions = { command: () => undefined, openDataFolder: () => undefined }
      const found = menu(platform, actions, steps).find(({ label }) => label === '&Edit')
      return (found?.submenu as { label?: string; registerAccelerator?: boolean }[]).slice(0, 2)
    }
    const labels = edit('linux', { undo: 'Move 3 keys', redo: null }).map(({ label }) => label)
    expect(labels).toEqual(['Undo Move 3 keys', 'Redo'])
    expect(edit('linux').map(({ registerAccelerator }) => registerAccelerator)).toEqual([
      false,
      false,
    ])
    expect(edit('darwin').map(({ registerAccelerator }) => registerAccelerator)).toEqual([
      true,
      true,
    ])
  })
})
