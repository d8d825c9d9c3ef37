import { describe, expect, it, vi } from 'vitest'
import { Commands, titleOf } from '../../../../src-renderer/commands/index.ts'
import { runsCommands } from '../../../../src-renderer/screens/runs/runs-commands.ts'
import { selectionCommands } from '../../../../src-renderer/screens/runs/selection-commands.ts'

describe('screens/runs/commands', () => {
  it('compares, arranges and copies as the bar of the list does', () => {
    const standing = { canCompare: false, isEmpty: false, grouped: false }
    const acts = {
      ...{ compare: vi.fn(), views: vi.fn(), all: vi.fn() },
      arrange: vi.fn(),
      copy: vi.fn(),
    }
    const commands = new Commands(false)
    commands.add(runsCommands(() => standing, acts))
    expect(commands.run('runs.compare')).toBe(false)
    standing.canCompare = true
    expect(commands.run('runs.compare')).toBe(true)
    expect(commands.run('runs.each')).toBe(false)
    expect(commands.run('runs.groups')).toBe(true)
    expect(acts.arrange.mock.calls).toEqual([['groups']])
    expect(commands.run('runs.copy.latex')).toBe(true)
    expect(acts.copy.mock.calls).toEqual([['latex']])
    standing.isEmpty = true
    expect(commands.run('runs.views')).toBe(false)
  })

  it('does with the selected runs what their bar does, and names it', () => {
    const standing = { count: 2, isOfArchived: true, isOfDeleted: false }
    const acts = {
      ...{ pin: vi.fn(), export: vi.fn(), archive: vi.fn(), delete: vi.fn() },
      ...{ restore: vi.fn(), purge: vi.fn(), clear: vi.fn() },
    }
    const commands = new Commands(false)
    commands.add(selectionCommands(() => standing, acts))
    const possible = () =>
      commands.all.flatMap((one) => (one.isEnabled?.() === false ? [] : titleOf(one)))
    expect(possible()).toEqual([
      'Export the selected runs…',
      'Take the selected runs out of the archive',
      'Delete the selected runs',
      'Clear the selection',
    ])
    Object.assign(standing, { count: 1, isOfArchived: false, isOfDeleted: true })
    expect(possible()).toEqual([
      'Pin the selected run as baseline',
      'Restore the selected runs',
      'Remove the selected runs for ever…',
      'Clear the selection',
    ])
    expect(commands.run('selection.delete')).toBe(false)
    expect(acts.delete).not.toHaveBeenCalled()
  })
})
