import { paretoFront, type Direction } from './pareto.ts'

/**
 * Size of the region that the points dominate, back to the reference point: the stated worst
 * corner, without which the number means nothing. Points not better than it on every axis add
 * nothing. Exact: a sweep in two dimensions, slicing along the last axis in more (HSO, While et al.
 * 2006, "A faster algorithm for calculating hypervolume").
 * @param objectives which way each axis is better; all maximise unless told.
 */
export function hypervolume(
  points: readonly (readonly number[])[],
  reference: readonly number[],
  objectives: readonly Direction[] = reference.map(() => 'maximise'),
): number {
  const gains = points
    .map((point) =>
      reference.map((worst, axis) =>
        objectives[axis] === 'maximise' ? point[axis] - worst : worst - point[axis],
      ),
    )
    .filter((gain) => gain.every((side) => side > 0))
  return volume(gains, reference.length)
}

/** Volume of the union of the boxes from the origin to each gain, in the first `axes` axes. */
function volume(gains: readonly (readonly number[])[], axes: number): number {
  if (gains.length === 0) return 0
  if (axes === 1) return Math.max(...gains.map(([side]) => side))
  if (axes === 2) return area(gains)
  const last = axes - 1
  const sorted = [...front(gains, axes)].sort((a, b) => b[last] - a[last])
  // Between one height and the next lower, the slice is what all taller boxes cover together.
  return sorted.reduce((sum, gain, i) => {
    const height = gain[last] - (sorted.at(i + 1)?.[last] ?? 0)
    return height === 0 ? sum : sum + height * volume(sorted.slice(0, i + 1), last)
  }, 0)
}

function area(gains: readonly (readonly number[])[]): number {
  const sorted = [...gains].sort((a, b) => b[0] - a[0])
  let highest = 0
  let sum = 0
  for (const [x, y] of sorted) {
    if (y <= highest) continue
    sum += x * (y - highest)
    highest = y
  }
  return sum
}

function front(gains: readonly (readonly number[])[], axes: number): (readonly number[])[] {
  const objectives = Array.from({ length: axes }, () => 'maximise' as const)
  return paretoFront(gains, objectives).map((position) => gains[position])
}
