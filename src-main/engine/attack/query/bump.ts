import type { Generator } from '#random'

/**
 * The pattern that Square adds in L2 and L1, of length 1 in its norm: a square's upper half is a hill
 * and its lower half a valley, each of squares in squares, the k-th from the inside adding
 * (k + 1)^−fall; or left and right, by chance (arXiv 1912.00049, eq. 2 and 3).
 * @param fall 2 in L2, 4 in L1 (as in fra31/auto-attack).
 * @param power of the norm: 2 or 1.
 * @returns row-major, `side` × `side`.
 */
export function bump(side: number, fall: number, power: number, random: Generator): Float64Array {
  const half = Math.floor(side / 2)
  const values = new Float64Array(side * side)
  values.set(hill(half, side, fall, power))
  values.set(
    hill(side - half, side, fall, power).map((value) => -value),
    half * side,
  )
  normalise(values, power)
  if (random.uniform() < 0.5) return values
  return values.map((_, at) => values[(at % side) * side + Math.floor(at / side)])
}

/** Squares around the middle of a rectangle, added up; of length 1. */
function hill(height: number, width: number, fall: number, power: number): Float64Array {
  const [middleRow, middleColumn] = [Math.floor(height / 2), Math.floor(width / 2)]
  const count = Math.max(middleRow, middleColumn) + 1
  const values = new Float64Array(height * width)
  for (let at = 0; at < values.length; at++) {
    const rows = Math.abs(Math.floor(at / width) - middleRow)
    const columns = Math.abs((at % width) - middleColumn)
    for (let k = Math.max(rows, columns); k < count; k++) values[at] += (k + 1) ** -fall
  }
  normalise(values, power)
  return values
}

function normalise(values: Float64Array, power: number): void {
  const length = values.reduce((sum, value) => sum + Math.abs(value) ** power, 0) ** (1 / power)
  for (let at = 0; at < values.length; at++) values[at] /= Math.max(length, 1e-12)
}
