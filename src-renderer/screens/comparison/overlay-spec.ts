import { metricPanel, type Overlay } from '#contract'
import { lineSpecOf, type AxisSpec, type LineChartSpec } from '../../charts/index.ts'
import { formatNumber } from '../../wording/index.ts'
import type { BoardGroup } from './board.svelte.ts'
import { overlayAxes } from './metric-words.ts'

interface Looks {
  readonly over: keyof typeof overlayAxes
  readonly zoom: readonly [number, number] | null
  readonly metric: string
}

/** What the host answered as a chart of the groups that are shown. */
export function overlaySpec(
  overlay: Overlay | null,
  groups: readonly BoardGroup[],
  { over, zoom, metric }: Looks,
): LineChartSpec {
  const x: AxisSpec = overlayAxes[over]
  const panel = metricPanel(overlay, groups, { metric, over, range: zoom })
  return lineSpecOf(panel, { x, y: { format: formatNumber } })
}
