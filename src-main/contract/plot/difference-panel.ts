import type { Panel, Series } from '#figure'
import type { ComparedHeatmap } from '../comparison.ts'
import type { PlotGroup } from './plot-group.ts'

/** Accuracy of one group minus another's, cell by cell; null where either was not evaluated. */
export function differenceCells(
  { series, rotations, translations }: ComparedHeatmap,
  first: string,
  second: string,
): (number | null)[] {
  const [ours, theirs] = [first, second].map(
    (id) => series.find(({ group }) => group === id)?.accuracies,
  )
  return Array.from({ length: rotations.length * translations.length }, (_, i) => {
    const [a, b] = [ours?.[i], theirs?.[i]]
    return typeof a === 'number' && typeof b === 'number' ? a - b : null
  })
}

/** Either end of a scale centred at 0. */
export function mostAway(cells: readonly (number | null)[]): number {
  return Math.max(0, ...cells.map((cell) => Math.abs(cell ?? 0)))
}

/**
 * The difference of two groups over rotation × translation: blue where the first is better, orange
 * where the second is, whatever the groups' own colours are, for these two are told apart by everybody.
 */
export function differencePanel(map: ComparedHeatmap, first: PlotGroup, second: PlotGroup): Panel {
  const { rotations, translations } = map
  const values = differenceCells(map, first.id, second.id)
  const most = mostAway(values)
  const middles = (of: readonly number[]) => of.map((_, i) => i + 0.5)
  const better = ({ label }: PlotGroup, sign: string, colour: number): Series => ({
    ...{ label: `${label} better, to ${sign}${most.toFixed(3)}`, colour, shape: 'square' },
    ...{ line: 'none', means: [], band: [], points: [] },
  })
  return {
    title: '',
    x: {
      ...{ label: 'translation (± px)', from: 0, to: translations.length },
      ...{ ticks: middles(translations), names: translations.map(String) },
    },
    y: {
      // Downwards, as the table on the screen is read.
      ...{ label: 'rotation (± degrees)', from: rotations.length, to: 0 },
      ...{ ticks: middles(rotations), names: rotations.map(String) },
    },
    series: [better(first, '+', 0), better(second, '−', 1)],
    cells: { columns: translations.length, values, most, above: 0, below: 1 },
  }
}
