import type { backend_util } from '@tensorflow/tfjs'
import type { Call } from '../import/call.ts'

type Pair = [number, number]

/** Where a convolution's or pool's window goes: rows, then columns. */
export interface Window {
  readonly kernel: Pair
  readonly strides: Pair
  /** Rows and columns added before the image and after it. */
  readonly before: Pair
  readonly after: Pair
}

/**
 * The window of a node over an image, its padding made explicit.
 * @param kernel pixels it spans, dilation included
 * @param size of the image, rows and columns
 */
export function windowOf(call: Call, kernel: Pair, size: Pair): Window {
  const strides = call.sizes('strides', 2, 1, 1) as Pair
  const { before, after } = padding(call, kernel, size, strides)
  for (const side of [0, 1]) {
    const padded = size[side] + before[side] + after[side]
    if (padded < kernel[side]) {
      const least = both((which) => kernel[which] - before[which] - after[which])
      const given = `a window of ${kernel.join(' × ')} on maps of ${size.join(' × ')}`
      throw call.refusal(`has ${given}; it needs at least ${least.join(' × ')}: larger images`)
    }
  }
  return { kernel, strides, before, after }
}

function padding(
  call: Call,
  kernel: Pair,
  size: Pair,
  strides: Pair,
): Pick<Window, 'before' | 'after'> {
  const kind = call.text('auto_pad', 'NOTSET')
  if (kind === 'VALID') return { before: [0, 0], after: [0, 0] }
  if (kind === 'SAME_UPPER' || kind === 'SAME_LOWER') {
    const total = both((side) => {
      const count = Math.ceil(size[side] / strides[side])
      return Math.max((count - 1) * strides[side] + kernel[side] - size[side], 0)
    })
    const half = both((side) => Math.floor(total[side] / 2))
    const rest = both((side) => total[side] - half[side])
    return kind === 'SAME_UPPER' ? { before: half, after: rest } : { before: rest, after: half }
  }
  const [top, left, bottom, right] = call.sizes('pads', 4, 0, 0)
  return { before: [top, left], after: [bottom, right] }
}

/**
 * The window of a pool with `ceil_mode`: the last one may hang over the end, unless it would lie in
 * the padding altogether. Returns what must be added at the end, which counts as no pixel.
 */
export function overhang({ kernel, strides, before, after }: Window, size: Pair): Pair {
  return both((side) => {
    const padded = size[side] + before[side] + after[side]
    const reached = Math.ceil((padded - kernel[side]) / strides[side]) * strides[side]
    const last = reached < size[side] + before[side] ? reached : reached - strides[side]
    return Math.max(last + kernel[side] - padded, 0)
  })
}

export function both(of: (side: 0 | 1) => number): Pair {
  return [of(0), of(1)]
}

/** Padding as tfjs takes it. */
export function explicit(before: Pair, after: Pair): backend_util.ExplicitPadding | 'valid' {
  if ([...before, ...after].every((each) => each === 0)) return 'valid'
  return [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ]
}
