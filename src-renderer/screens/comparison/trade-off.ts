import { tradeOffPanel, type RunSummary, type TradeOffAxis } from '#contract'
import { scatterSpecOf, type ScatterSpec } from '../../charts/index.ts'
import type { BoardGroup } from './board.svelte.ts'

export interface TradeOff {
  readonly spec: ScatterSpec
  /** Size of what the front dominates, back to (0, 0); null without a point. */
  readonly volume: number | null
}

/** Groups on two of the three accuracies, the third as the size of the marks, as a chart. */
export function tradeOffOf(
  groups: readonly BoardGroup[],
  runs: readonly RunSummary[],
  axes: readonly [TradeOffAxis, TradeOffAxis],
): TradeOff {
  const { panel, volume } = tradeOffPanel(groups, runs, axes)
  return { spec: scatterSpecOf(panel, { format: (value) => value.toFixed(1) }), volume }
}
