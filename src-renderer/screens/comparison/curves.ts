import { shareBand, type BandKind, type ComparedCurve, type RunSummary } from '#contract'
import type { CurveSpec } from '../../charts/index.ts'
import type { BoardGroup } from './board.svelte.ts'

/** A curve of the comparison as lines: the mean over each shown group's runs, with its band. */
export function linesOf(
  { series }: ComparedCurve,
  groups: readonly BoardGroup[],
  runs: readonly RunSummary[],
  kind: BandKind,
): CurveSpec[] {
  return groups.flatMap(({ id, label, mark: { colour, dash } }) => {
    const found = series.find(({ group }) => group === id)
    if (!found) return []
    const images = runs.find((run) => run.id === id)?.scores?.count ?? 0
    const points = found.points.map(({ value, accuracies }) => {
      const { mean, low, high } = shareBand(accuracies, kind, images)
      return { x: value, y: mean, ...(low !== null && high !== null && { low, high }) }
    })
    return [{ id, label, colour, dash, points, dots: groups.length <= 12 }]
  })
}
