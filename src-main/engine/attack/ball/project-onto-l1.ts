/**
 * The nearest point of the L1 ball around `clean` within the bounds [0, 1], in place, to float32's
 * rounding (arXiv 2103.01208, proposition 2.1): perturbations shrink by one λ ≥ 0, as far as bounds
 * let them, δ_i = sign(y_i) · clamp(|y_i| − λ, 0, room_i), with Σ |δ_i| = ε.
 */
export function projectOntoL1(image: Float32Array, clean: Float32Array, epsilon: number): void {
  const size = image.length
  const lengths = new Float64Array(size)
  const rooms = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const delta = image[i] - clean[i]
    lengths[i] = Math.abs(delta)
    rooms[i] = delta > 0 ? 1 - clean[i] : clean[i]
  }
  const shrink = shrinkage(lengths, rooms, epsilon)
  for (let i = 0; i < size; i++) {
    const length = clamp(lengths[i] - shrink, rooms[i])
    const moved = image[i] > clean[i] ? clean[i] + length : clean[i] - length
    image[i] = Math.min(Math.max(moved, 0), 1)
  }
}

/**
 * The λ ≥ 0 at which Σ clamp(length_i − λ, 0, room_i) is epsilon; 0 where it is no more from the
 * start. The sum falls piecewise linearly, with its bends at length_i and length_i − room_i.
 */
function shrinkage(lengths: Float64Array, rooms: Float64Array, epsilon: number): number {
  const sumAt = (shrink: number): number => {
    let sum = 0
    for (let i = 0; i < lengths.length; i++) sum += clamp(lengths[i] - shrink, rooms[i])
    return sum
  }
  if (sumAt(0) <= epsilon) return 0
  const bends = new Float64Array(2 * lengths.length + 1)
  bends.set(lengths)
  for (let i = 0; i < lengths.length; i++) bends[lengths.length + i] = lengths[i] - rooms[i]
  bends.sort()
  // The last bend that leaves too much, and the first that does not: between them it is a line.
  let [low, high] = [0, bends.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sumAt(Math.max(bends[middle], 0)) > epsilon) low = middle
    else high = middle
  }
  const from = Math.max(bends[low], 0)
  const to = bends[high]
  const [above, below] = [sumAt(from), sumAt(to)]
  return above === below ? to : from + ((to - from) * (above - epsilon)) / (above - below)
}

function clamp(value: number, room: number): number {
  return Math.min(Math.max(value, 0), room)
}
