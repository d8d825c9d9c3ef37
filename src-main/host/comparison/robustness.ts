import { summarisePlan } from '#comparison'
import type { ComparedCurve, ComparedHeatmap } from '#contract'
import { cellsOf, climbsOf, describeCurve, describeHeatmap, planAt, planIn, planKey } from '#threat'
import type { Contender } from './contender.ts'
import { countedOf } from '../counted.ts'
import type { Group } from './group.ts'

/** Curves of the runs' protocols, those of one attack together, in the order first met. */
export function curvesOf(groups: readonly Group[]): ComparedCurve[] {
  const found = groups.flatMap(({ id, members: all }) => {
    const members = countedOf(all)
    return protocolCurves(members).map((curve) => ({ ...curve, id, members }))
  })
  return [...Map.groupBy(found, ({ over, label }) => `${over} ${label}`).values()].map((same) => {
    const [{ over, label, climbs }] = same
    return {
      ...{ over, label, climbs },
      series: same.map(({ id, members, keys }) => ({
        group: id,
        points: keys.flatMap(({ value, key }) => {
          const accuracies = accuraciesUnder(members, key, climbs)
          return accuracies.length === 0 ? [] : [{ value, accuracies }]
        }),
      })),
    }
  })
}

/** Each curve that one of the runs has, with the key of the plan at each value. */
function protocolCurves(members: readonly Contender[]) {
  const curves = members.flatMap(({ evaluation }) => evaluation?.protocol.curves ?? [])
  const own = new Map(curves.map((curve) => [describeCurve(curve), curve]))
  return [...own].map(([label, curve]) => {
    const keys = curve.values.map((value) => ({ value, key: planKey(planAt(curve, value)) }))
    const climbs = climbsOf(curve.plan)
    const isStart = curve.over === 'epsilon' && !curve.values.includes(0)
    // Without perturbation nothing changes: what was measured clean is the curve's point at ε = 0.
    const clean = isStart ? [{ value: 0, key: planKey({ attack: 'clean' }) }] : []
    const rising = [...clean, ...keys].sort((a, b) => a.value - b.value)
    return { over: curve.over, label, climbs, keys: rising }
  })
}

/** Heatmaps of the runs' protocols, those of one attack and grid together. */
export function heatmapsOf(groups: readonly Group[]): ComparedHeatmap[] {
  const found = groups.flatMap(({ id, members: all }) => {
    const members = countedOf(all)
    const maps = members.flatMap(({ evaluation }) => evaluation?.protocol.heatmaps ?? [])
    const own = new Map(maps.map((heatmap) => [describeHeatmap(heatmap), heatmap]))
    return [...own].map(([label, heatmap]) => ({ id, members, label, heatmap }))
  })
  const gridOf = ({ label, heatmap: { rotations, translations } }: (typeof found)[number]) =>
    JSON.stringify([label, rotations, translations])
  return [...Map.groupBy(found, gridOf).values()].map((same) => {
    const [{ label, heatmap }] = same
    const climbs = climbsOf(heatmap.plan)
    const keys = cellsOf(heatmap).map(({ rotation, translation }) =>
      planKey(planIn(heatmap, rotation, translation)),
    )
    return {
      label,
      rotations: [...heatmap.rotations],
      translations: [...heatmap.translations],
      series: same.map(({ id, members }) => ({
        group: id,
        accuracies: keys.map((key) => meanOf(accuraciesUnder(members, key, climbs))),
      })),
    }
  })
}

function accuraciesUnder(
  members: readonly Contender[],
  key: string,
  climbs: ComparedCurve['climbs'],
): number[] {
  return members.flatMap(({ evaluation, predictions, headline }) => {
    const prediction = predictions.get(key)
    if (!evaluation || !prediction) return []
    const clean = headline.clean.flatMap((each) => predictions.get(each) ?? []).at(0)
    return [summarisePlan(evaluation.labels, { climbs, prediction }, clean).accuracy]
  })
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
