/** One descent step by a gradient, in place; keeps the moments between steps. */
export type Adam = (values: Float64Array, gradient: ArrayLike<number>) => void

/** Adam (Kingma & Ba 2015, arXiv 1412.6980) with β₁ 0.9, β₂ 0.999. */
export function adam(size: number, learningRate: number): Adam {
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  let step = 0
  return (values, gradient) => {
    step++
    const rate = (learningRate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step)
    for (let i = 0; i < size; i++) {
      first[i] += 0.1 * (gradient[i] - first[i])
      second[i] += 0.001 * (gradient[i] ** 2 - second[i])
      values[i] -= (rate * first[i]) / (Math.sqrt(second[i]) + 1e-8)
    }
  }
}
