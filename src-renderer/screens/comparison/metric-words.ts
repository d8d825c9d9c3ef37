import type { OverlayAxis } from '#contract'
import type { AxisSpec } from '../../charts/index.ts'
import { formatCount, formatDuration, formatNumber } from '../../wording/index.ts'

/** What metrics are drawn over, as people call it. */
export const overlayAxes: Readonly<Record<OverlayAxis, AxisSpec>> = {
  step: { label: 'training step', format: (value) => formatCount(Math.round(value)) },
  epoch: { label: 'epochs done', format: formatNumber },
  active: { label: 'time at work', format: formatDuration },
  wall: { label: 'time since the start, pauses counted', format: formatDuration },
  epsilon: { label: 'radius ε trained with', format: formatNumber },
  rotation: { label: 'rotation trained with, ± degrees', format: formatNumber },
}

/**
 * Which metrics are shown when nobody has chosen: losses and accuracies while training, the first
 * four; settings are the curricula's, below.
 */
export function chosenMetrics(
  names: readonly string[],
  asked: readonly string[] | undefined,
): readonly string[] {
  if (asked) return asked.filter((name) => names.includes(name))
  const measured = names.filter((name) => !name.startsWith('setting.'))
  const first = ['loss', 'adversarialAccuracy', 'spatialAccuracy', 'cleanAccuracy']
  const liked = first.filter((name) => measured.includes(name))
  return [...liked, ...measured.filter((name) => !liked.includes(name))].slice(0, 2)
}
