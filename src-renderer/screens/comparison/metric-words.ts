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

/** `cleanAccuracy` as "clean accuracy"; a setting by its lane. */
export function metricWords(name: string): string {
  const plain = name.replace(/^setting\./, 'setting: ')
  return plain.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
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

/** Ends of an axis that holds all values, on round numbers. */
export function extentOf(values: Iterable<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return [0, 1]
  const step = roundStep((high - low || Math.abs(high) || 1) / 5)
  const digits = (value: number): number => Number(value.toPrecision(12))
  const top = Math.ceil(high / step)
  const foot = Math.floor(low / step)
  return [digits(foot * step), digits((top === foot ? top + 1 : top) * step)]
}

/** The nearest of 1, 2, 5 times a power of ten that is not below. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power
}
