import type { CurveScore, RunDetail } from '#contract'
import { labelsOf, withClean, type OfRun } from '../../run/index.ts'

export interface CommonCurve {
  readonly over: CurveScore['over']
  readonly label: string
  readonly runs: readonly OfRun[]
}

/** Curves of the runs' newest evaluations, those of one attack together, in the order first met. */
export function commonCurves(
  details: readonly RunDetail[],
  rankOf: (id: string) => number,
): CommonCurve[] {
  const labels = labelsOf(details.map(({ summary }) => summary))
  const found = details.flatMap(({ summary: { id, name }, spec, evaluations }) => {
    const newest = evaluations.filter(({ finished }) => finished).at(-1)
    if (!newest) return []
    return newest.curves.map((curve) => ({
      id,
      name: labels.get(id) ?? name,
      rank: rankOf(id),
      spec,
      curve: withClean(curve, newest),
    }))
  })
  const keyOf = ({ over, label }: CurveScore): string => `${over} ${label}`
  const keys = [...new Set(found.map(({ curve }) => keyOf(curve)))]
  return keys.flatMap((key) => {
    const runs = found.filter(({ curve }) => keyOf(curve) === key)
    const first = runs[0]?.curve
    return first ? [{ over: first.over, label: first.label, runs }] : []
  })
}
