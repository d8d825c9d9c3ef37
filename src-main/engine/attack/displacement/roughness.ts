/** Keeps the root differentiable where neighbours move alike (as the stadv package does). */
const tiny = 1e-8

/**
 * How much neighbours in a flow differ: Σ over pixels and their four neighbours of
 * √(Δu² + Δv²) (arXiv 1801.02612, eq. 4); every pair counts twice.
 * @param field `[height, width, 2]`.
 * @returns the sum, and its gradient in the flow.
 */
export function roughness(
  field: Float64Array,
  height: number,
  width: number,
): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(field.length)
  let value = 0
  const pair = (a: number, b: number): void => {
    const [du, dv] = [field[a] - field[b], field[a + 1] - field[b + 1]]
    const length = Math.sqrt(du * du + dv * dv + tiny)
    value += 2 * length
    gradient[a] += (2 * du) / length
    gradient[b] -= (2 * du) / length
    gradient[a + 1] += (2 * dv) / length
    gradient[b + 1] -= (2 * dv) / length
  }
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = 2 * (row * width + column)
      if (column + 1 < width) pair(at, at + 2)
      if (row + 1 < height) pair(at, at + 2 * width)
    }
  return { value, gradient }
}
