import { describe, expect, it, vi } from 'vitest'
import { Commands, type Command } from '../../../src-renderer/commands/index.ts'

const press = (key: string, ctrlKey = false) => ({
  ...{ key, ctrlKey, metaKey: false, shiftKey: false, altKey: false },
})
const command = (id: string, rest: Partial<Command> = {}) => ({
  ...{ id, title: id, group: 'Test', run: vi.fn() },
  ...rest,
})

describe('commands/commands', () => {
  it('runs the newest command of a chord, and the older one again when that is gone', () => {
    const commands = new Commands(false)
    const frame = command('frame', { keys: 'Mod+S' })
    const screen = command('screen', { keys: 'Mod+S' })
    commands.add([frame])
    const remove = commands.add([screen])
    expect(commands.press(press('s', true), false)).toBe(true)
    remove()
    expect(commands.press(press('s', true), false)).toBe(true)
    expect(screen.run).toHaveBeenCalledTimes(1)
    expect(frame.run).toHaveBeenCalledTimes(1)
  })

  it('does nothing for a command that is not possible now', () => {
    const commands = new Commands(false)
    const blocked = command('blocked', { keys: 'F2', isEnabled: () => false })
    commands.add([blocked])
    expect(commands.press(press('F2'), false)).toBe(false)
    expect(commands.run('blocked')).toBe(false)
    expect(blocked.run).not.toHaveBeenCalled()
  })

  it('leaves a sign to the field it is typed into', () => {
    const commands = new Commands(false)
    const help = command('help', { keys: '?' })
    commands.add([help])
    expect(commands.press(press('?'), true)).toBe(false)
    expect(commands.press(press('?'), false)).toBe(true)
    expect(help.run).toHaveBeenCalledTimes(1)
  })

  it('leaves undo to a field that has the focus, and hears further keys for it elsewhere', () => {
    const commands = new Commands(false)
    const undo = command('undo', { keys: 'Mod+Z', otherKeys: ['Mod+Y'], yieldsToFields: true })
    commands.add([undo])
    expect(commands.press(press('z', true), true)).toBe(false)
    expect(commands.press(press('z', true), false)).toBe(true)
    expect(commands.press(press('y', true), false)).toBe(true)
    expect(undo.run).toHaveBeenCalledTimes(2)
  })

  it('leaves keys that a screen listens to itself alone', () => {
    const commands = new Commands(false)
    const nudge = command('nudge', { keys: 'ArrowLeft', isHeardByScreen: true })
    commands.add([nudge])
    expect(commands.press(press('ArrowLeft'), false)).toBe(false)
    expect(commands.all).toEqual([nudge])
  })
})
