import type { Extent } from '#contract'
import type { Span } from './scale.ts'

/** The smallest of 1, 2, 5 × 10ⁿ that is not below `rough` (> 0). */
function niceAbove(rough: number): number {
  const decade = 10 ** Math.floor(Math.log10(rough))
  const lead = [1, 2, 5, 10].find((factor) => factor * decade >= rough * (1 - 1e-9)) ?? 10
  return lead * decade
}

/** Round numbers inside `span`, at most `most` (≥ 2) of them, evenly spaced by 1, 2 or 5 × 10ⁿ. */
export function niceTicks(span: Span, most: number): readonly number[] {
  if (span.to <= span.from) return [span.from]
  const gap = niceAbove((span.to - span.from) / (most - 1))
  const first = Math.ceil(span.from / gap - 1e-9)
  const last = Math.floor(span.to / gap + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * gap)
}

export interface EpochTick {
  readonly epoch: number
  readonly step: number
}

/**
 * Starts of epochs inside `view` (steps), at least `spacing` pixels apart on an axis `width` pixels
 * wide. Epochs count from 1; the step after the last is marked as the end of the last epoch.
 */
export function epochTicks(
  extent: Extent,
  view: Span,
  width: number,
  spacing: number,
): readonly EpochTick[] {
  const epochs = Math.ceil(extent.steps / extent.stepsPerEpoch)
  const seen = (view.to - view.from) / extent.stepsPerEpoch
  const gap = Math.max(1, niceAbove(Math.max(1e-9, (seen * spacing) / Math.max(1, width))))
  const ticks: EpochTick[] = []
  for (let past = 0; past < epochs; past += gap) {
    const step = past * extent.stepsPerEpoch
    if (step >= view.from && step <= view.to) ticks.push({ epoch: past + 1, step })
  }
  return ticks
}
