import { describe, expect, it } from 'vitest'
import { acceleratorOf } from '../../../src-main/app/accelerator.ts'
import { screenMenus } from '../../../src-main/app/screen-menus.ts'
import type { ScreenCommand } from '../../../src-main/app/shell-message.ts'

const command = (id: string, change: Partial<ScreenCommand> = {}): ScreenCommand => ({
  ...{ id, title: id, group: 'Timeline: keys', keys: null, isEnabled: true },
  ...change,
})

describe('app/screen-menus', () => {
  it('has a menu for each group, with a menu within for each part of it', () => {
    const commands = [
      command('a'),
      command('b', { group: 'Curriculum' }),
      command('c', { group: 'Timeline: lane' }),
      command('d'),
    ]
    const shape = screenMenus('linux', commands, () => undefined).map(({ label, submenu }) => [
      label,
      (submenu as { label: string; submenu?: { label: string }[] }[]).map((item) =>
        item.submenu ? [item.label, ...item.submenu.map((leaf) => leaf.label)] : item.label,
      ),
    ])
    expect(shape).toEqual([
      [
        'Timeline',
        [
          ['Keys', 'a', 'd'],
          ['Lane', 'c'],
        ],
      ],
      ['Curriculum', ['b']],
    ])
  })

  it('asks for a command by its id, and greys what is not possible', () => {
    const asked: string[] = []
    const commands = [command('a', { group: 'Run', title: 'Save & go', isEnabled: false })]
    const [menu] = screenMenus('linux', commands, (id) => asked.push(id))
    const [item] = menu?.submenu as { label: string; enabled: boolean; click: () => void }[]
    item?.click()
    expect([item?.label, item?.enabled, asked]).toEqual(['Save && go', false, ['a']])
  })

  it('shows keys without listening to them, on a Mac only those that no field takes', () => {
    const commands = [command('a', { keys: 'M' }), command('b', { keys: 'Mod+S' })]
    const keysOn = (platform: string) =>
      screenMenus(platform, commands, () => undefined)
        .flatMap(({ submenu }) => (submenu as { submenu: object[] }[])[0]?.submenu ?? [])
        .map((item) => item as { accelerator?: string; registerAccelerator?: boolean })
    expect(keysOn('linux').map(({ accelerator }) => accelerator)).toEqual(['M', 'CmdOrCtrl+S'])
    expect(keysOn('linux').every((item) => item.registerAccelerator === false)).toBe(true)
    expect(keysOn('darwin').map(({ accelerator }) => accelerator)).toEqual([
      undefined,
      'CmdOrCtrl+S',
    ])
  })
})

describe('app/accelerator', () => {
  it.each([
    ['Mod+Shift+V', 'CmdOrCtrl+Shift+V'],
    ['Alt+ArrowUp', 'Alt+Up'],
    ['Shift+Delete', 'Shift+Delete'],
    ['+', 'Plus'],
    ['Mod++', 'CmdOrCtrl+Plus'],
    ['(', '('],
    [' ', 'Space'],
    ['?', '?'],
  ])('writes %s as %s', (keys, accelerator) => {
    expect(acceleratorOf(keys)).toBe(accelerator)
  })

  it.each([null, '', 'Mod+', 'Hyper+A', 'Mod+Nothing', 'é'])('shows nothing for %s', (keys) => {
    expect(acceleratorOf(keys)).toBeUndefined()
  })
})
