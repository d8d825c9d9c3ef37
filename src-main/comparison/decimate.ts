/** Numbers in a row, one for each step that was recorded. */
type Column = ArrayLike<number>

/**
 * Positions to keep of a line drawn `pixels` wide over [from, to]: in each pixel column the lowest
 * and the highest point, so that no spike is lost, and the neighbours just outside, so that the line
 * reaches both edges. At most two a pixel, two at the edges, and the two neighbours.
 * @param x in rising order, as long as `y`.
 */
export function decimate(
  x: Column,
  y: Column,
  window: { readonly from: number; readonly to: number; readonly pixels: number },
): number[] {
  const { from, to, pixels } = window
  const first = lowerBound(x, from)
  const end = upperBound(x, to)
  const kept: number[] = first > 0 ? [first - 1] : []
  if (end - first <= 2 * pixels) {
    for (let i = first; i < end; i++) kept.push(i)
  } else {
    keepExtremes(kept, x, y, { first, end, from, scale: pixels / (to - from || 1), pixels })
  }
  if (end < x.length) kept.push(end)
  return kept
}

interface Span {
  readonly first: number
  readonly end: number
  readonly from: number
  readonly scale: number
  readonly pixels: number
}

function keepExtremes(kept: number[], x: Column, y: Column, span: Span): void {
  const { first, end, from, scale, pixels } = span
  const columnOf = (i: number) => Math.min(pixels - 1, Math.floor((x[i] - from) * scale))
  keep(kept, first)
  for (let i = first; i < end;) {
    const column = columnOf(i)
    let [low, high] = [i, i]
    for (; i < end && columnOf(i) === column; i++) {
      if (y[i] < y[low]) low = i
      if (y[i] > y[high]) high = i
    }
    keep(kept, Math.min(low, high))
    keep(kept, Math.max(low, high))
  }
  keep(kept, end - 1)
}

function keep(kept: number[], position: number): void {
  if (kept.length === 0 || kept[kept.length - 1] < position) kept.push(position)
}

/** The first position whose x is not below `value`. */
function lowerBound(x: Column, value: number): number {
  return firstWhere(x.length, (i) => x[i] >= value)
}

/** The first position whose x is above `value`. */
function upperBound(x: Column, value: number): number {
  return firstWhere(x.length, (i) => x[i] > value)
}

function firstWhere(length: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
