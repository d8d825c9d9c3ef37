import type { ComparedHeatmap } from '#contract'

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
