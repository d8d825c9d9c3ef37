import {
  hypervolume,
  meanSd,
  paretoFront,
  tradeOffAxes,
  type RunSummary,
  type TradeOffAxis,
} from '#contract'
import type { AxisSpec, ScatterSpec } from '../../charts/index.ts'
import type { BoardGroup } from './board.svelte.ts'

export interface TradeOff {
  readonly spec: ScatterSpec
  /** Size of what the front dominates, back to (0, 0); null without a point. */
  readonly volume: number | null
}

const axis = (name: TradeOffAxis): AxisSpec => ({
  label: `${name} accuracy`,
  ...{ min: 0, max: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  format: (value) => value.toFixed(1),
})

/** A radius for the third accuracy: its area grows with the share, from 4 to 9 px. */
const radius = (share: number): number => Math.sqrt(16 + 65 * share)

/**
 * Groups on two of the three accuracies, the third as the size of the marks. Degenerate networks
 * have no point: what answers always the same is perfectly invariant. Others' means count.
 */
export function tradeOffOf(
  groups: readonly BoardGroup[],
  runs: readonly RunSummary[],
  [across, up]: readonly [TradeOffAxis, TradeOffAxis],
): TradeOff {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const third = tradeOffAxes.find((name) => name !== across && name !== up) ?? 'clean'
  const placed = groups.flatMap((group) => {
    const scores = group.runs.flatMap((id) => byId.get(id)?.scores ?? [])
    const seeds = scores.flatMap((of) => {
      const [x, y] = [of[across], of[up]]
      return of.degenerate || x === null || y === null ? [] : [[x, y] as const]
    })
    if (seeds.length === 0) return []
    const size = meanSd(scores.flatMap((of) => of[third] ?? [])).mean
    const mean = (place: 0 | 1): number => meanSd(seeds.map((seed) => seed[place])).mean
    return [{ group, seeds, x: mean(0), y: mean(1), radius: radius(size || 0) }]
  })
  const points = placed.map(({ x, y }) => [x, y])
  const front = new Set(paretoFront(points, ['maximise', 'maximise']))
  return {
    spec: {
      x: axis(across),
      y: axis(up),
      reference: [0, 0],
      points: placed.map(({ group: { id, label, mark }, ...place }, i) => ({
        ...{ id, label, colour: mark.colour, shape: mark.shape, ...place },
        dominated: !front.has(i),
      })),
    },
    volume: points.length === 0 ? null : hypervolume(points, [0, 0]),
  }
}
