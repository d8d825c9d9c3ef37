import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShellMessage } from '../../../src-main/app/shell-message.ts'

const notice = { tells: 'notice', title: 'plain: finished', body: 'clean 95 %', route: '#/runs/a' }

describe('app/shell-message', () => {
  it('reads notices and progress', () => {
    expect(readShellMessage({ kind: 'shell', ...notice })).toEqual(notice)
    expect(readShellMessage({ tells: 'progress', share: 0.5 })).toEqual({
      tells: 'progress',
      share: 0.5,
    })
    expect(readShellMessage({ tells: 'progress', share: null })).toEqual({
      tells: 'progress',
      share: null,
    })
  })

  it('reads what undo and redo would do, cut to what a menu holds', () => {
    const steps = { tells: 'steps', undo: 'Move 3 keys', redo: null }
    expect(readShellMessage(steps)).toEqual(steps)
    expect(readShellMessage({ ...steps, redo: 'x'.repeat(1e6) })).toMatchObject({
      redo: 'x'.repeat(60),
    })
  })

  it('reads the commands of a screen, cut to what a menu holds, or none of them', () => {
    const one = { id: 'keys.copy', title: 'Copy', group: 'Keys', keys: 'Mod+C', isEnabled: true }
    const commands = (...list: unknown[]) => readShellMessage({ tells: 'commands', commands: list })
    expect(commands(one)).toEqual({ tells: 'commands', commands: [one] })
    expect(commands({ ...one, title: 'x'.repeat(1e6), more: 1 })).toEqual({
      tells: 'commands',
      commands: [{ ...one, title: 'x'.repeat(120) }],
    })
    for (const wrong of [
      null,
      {},
      { ...one, isEnabled: 1 },
      { ...one, keys: 3 },
      { ...one, id: 4 },
    ])
      expect(commands(one, wrong)).toBeUndefined()
    expect(commands(...Array.from({ length: 301 }, () => one))).toBeUndefined()
  })

  it('reads a document to print under a name that files may have', () => {
    const print = { tells: 'print', name: '../a b', html: '<p>' }
    expect(readShellMessage(print)).toEqual({ ...print, name: '-a-b' })
    expect(readShellMessage({ ...print, html: 1 })).toBeUndefined()
  })

  it('cuts texts to what a notification holds', () => {
    const long = readShellMessage({ ...notice, title: 'x'.repeat(1e6), body: 'y'.repeat(1e6) })
    expect(long).toMatchObject({ title: 'x'.repeat(120), body: 'y'.repeat(400) })
  })

  it.each([
    { ...notice, route: 'https://elsewhere.example/' },
    { ...notice, route: 'javascript:alert(1)' },
    { ...notice, title: 7 },
    { tells: 'progress', share: 2 },
    { tells: 'progress', share: Number.NaN },
    { tells: 'quit' },
    { tells: 'steps', undo: 7, redo: null },
    { tells: 'steps', undo: 'Move key' },
    null,
    'notice',
  ])('hears nothing in %j', (data) => {
    expect(readShellMessage(data)).toBeUndefined()
  })

  it('never throws, whatever a page sends', () => {
    fc.assert(fc.property(fc.anything(), (data) => void readShellMessage(data)))
  })
})
