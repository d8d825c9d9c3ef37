import { describe, expect, it, vi } from 'vitest'
import type { ComparisonView } from '#contract'
import { Commands } from '../../../../src-renderer/commands/index.ts'
import { Board } from '../../../../src-renderer/screens/comparison/board.svelte.ts'
import { groupCommands } from '../../../../src-renderer/screens/comparison/group-commands.ts'
import { plainComparison } from '../../../../src-renderer/state/index.ts'
import { compared } from './compared.ts'

describe('screens/comparison/group-commands', () => {
  it('hides, pins and leaves out each group, as its chip does', () => {
    const comparison = compared({ a: [[0.9, 0.5, 0.4]], b: [[0.8, 0.6, 0.5]] })
    let view: ComparisonView = { ...plainComparison }
    const board = new Board(
      () => comparison,
      () => view,
      (next) => (view = next),
    )
    const [commands, remove] = [new Commands(false), vi.fn()]
    commands.add(groupCommands(board, remove))
    expect(commands.run('comparison.pin.a0')).toBe(false)
    expect(commands.run('comparison.pin.b0')).toBe(true)
    expect(view.baseline).toBe('b0')
    expect(commands.run('comparison.eye.a0')).toBe(true)
    expect(view.hidden).toEqual(['a0'])
    expect(commands.run('comparison.leave.b0')).toBe(true)
    expect(remove.mock.calls).toEqual([[['b0']]])
    const titles = groupCommands(board, remove).map(({ title }) => title)
    expect(titles).toContain('Hide b in all panels')
  })
})
