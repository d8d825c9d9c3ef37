import type { Keyframe, Position } from './lane.ts'

/** A half cosine as a bezier: at most 0.0002 of the fall away from it. */
const halfCosine = { bezier: [0.3643, 0, 0.6357, 1] } satisfies Keyframe['easing']

const at = (share: number): Position => ({ share })

/** Falls by a factor at each of these shares of the run: by ten at a half and at three quarters. */
export function stepRate(
  rate: number,
  shares: readonly number[] = [0.5, 0.75],
  factor = 0.1,
): Keyframe[] {
  return [0, ...shares].map((share, drops) => ({
    at: at(share),
    // Written as a division where it is one, so that 0.1 falls to 0.01 exactly.
    value: Number((rate * factor ** drops).toPrecision(12)),
    easing: 'hold',
  }))
}

/** Falls along half a cosine to zero (Loshchilov and Hutter 2017, arXiv 1608.03983, no restart). */
export function cosineRate(rate: number): Keyframe[] {
  return [
    { at: at(0), value: rate, easing: halfCosine },
    { at: at(1), value: 0, easing: 'hold' },
  ]
}

/** Rises from zero and falls back to it in straight lines, once (fast_adversarial, `cyclic`). */
export function cyclicRate(peak: number, share = 0.5): Keyframe[] {
  return [
    { at: at(0), value: 0, easing: 'linear' },
    { at: at(share), value: peak, easing: 'linear' },
    { at: at(1), value: 0, easing: 'hold' },
  ]
}
