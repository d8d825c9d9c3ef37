import type { Command } from '../../commands/index.ts'
import type { Board } from './board.svelte.ts'

/** What the eye, the pin and the cross of each group do. */
export function groupCommands(
  board: Board,
  remove: (runs: readonly string[]) => void,
): readonly Command[] {
  return board.groups.flatMap(({ id, label, runs, isHidden, isBaseline }) => [
    {
      ...{ id: `comparison.eye.${id}`, group: 'Comparison: show or hide' },
      title: isHidden ? `Show ${label} in all panels` : `Hide ${label} in all panels`,
      run: () => board.toggle(id),
    },
    {
      ...{ id: `comparison.pin.${id}`, group: 'Comparison: baseline' },
      ...{ title: `Measure against ${label}`, isEnabled: () => !isBaseline },
      run: () => board.change({ baseline: id }),
    },
    {
      ...{ id: `comparison.leave.${id}`, group: 'Comparison: leave out' },
      ...{ title: `Leave out ${label}`, run: () => remove(runs) },
    },
  ])
}
