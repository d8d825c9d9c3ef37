import { frontStairs, hypervolume, meanSd, paretoFront } from '#comparison'
import type { Panel, Series } from '#figure'
import type { RunSummary } from '../run.ts'
import { tradeOffAxes, type TradeOffAxis } from '../saved-comparison.ts'
import { lookOf, type PlotGroup } from './plot-group.ts'
import { shareAxis } from './robustness-panel.ts'

export interface TradeOffPlot {
  readonly panel: Panel
  /** What the area of a mark stands for. */
  readonly third: TradeOffAxis
  /** Size of what the front dominates, back to (0, 0); null without a point. */
  readonly volume: number | null
}

/** The id of the series that is no group's. */
export const frontId = 'front'

/** Its area grows with the third accuracy, from less than half of a usual mark's to twice as much. */
const areaOf = (share: number): number => (16 + 65 * share) / 36

/**
 * Groups on two of the three accuracies, the third as the area of the marks. Degenerate networks
 * have no point: what answers always the same is perfectly invariant. Others' means count.
 */
export function tradeOffPanel(
  groups: readonly PlotGroup[],
  runs: readonly RunSummary[],
  [across, up]: readonly [TradeOffAxis, TradeOffAxis],
): TradeOffPlot {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const third = tradeOffAxes.find((name) => name !== across && name !== up) ?? 'clean'
  const placed = groups.flatMap((group) => {
    const scores = group.runs.flatMap((id) => byId.get(id)?.scores ?? [])
    const fair = scores.filter(({ degenerate }) => !degenerate)
    const seeds = fair.flatMap((of) => {
      const [x, y] = [of[across], of[up]]
      return x === null || y === null ? [] : [[x, y] as const]
    })
    if (seeds.length === 0) return []
    const size = meanSd(fair.flatMap((of) => of[third] ?? [])).mean
    const mean = (place: 0 | 1): number => meanSd(seeds.map((seed) => seed[place])).mean
    return [{ group, seeds, at: [mean(0), mean(1)] as const, area: areaOf(size || 0) }]
  })
  const points = placed.map(({ at }) => [...at])
  const front = new Set(paretoFront(points, ['maximise', 'maximise']))
  const series = placed.map(({ group, seeds, at, area }, i): Series => {
    const { colour, shape } = lookOf(group.place)
    return {
      ...{ id: group.id, label: group.label, colour, shape, line: 'none', band: [] },
      ...{ means: [at], points: seeds.length < 2 ? [] : seeds, area, isFaint: !front.has(i) },
    }
  })
  const corners = placed.filter((_, i) => front.has(i)).map(({ at: [x, y] }) => ({ x, y }))
  return {
    panel: {
      title: '',
      x: { label: `${across} accuracy`, ...shareAxis },
      y: { label: `${up} accuracy`, ...shareAxis },
      series: corners.length === 0 ? series : [frontOf(corners), ...series],
    },
    third,
    volume: points.length === 0 ? null : hypervolume(points, [0, 0]),
  }
}

function frontOf(corners: readonly { readonly x: number; readonly y: number }[]): Series {
  const stairs = frontStairs(corners, [0, 0])
  return {
    ...{ id: frontId, label: 'Pareto front', colour: 6, shape: 'circle', line: 'dashed' },
    ...{ marks: 'none', band: [], points: [] },
    means: stairs.map(({ x, y }) => [x, y] as const),
  }
}
