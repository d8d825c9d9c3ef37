import { isTrainable, type Model } from '../model/index.ts'

/** Stands in for a gradient of length zero, as in the authors' code. */
const tiny = 1e-20

/**
 * Moves each layer's weights along the gradient of the loss by γ · ‖w‖, so that the loss rises:
 * adversarial weight perturbation, one step (Wu et al. 2020, arXiv 2004.05884, eq. 10). Arrays of one
 * extent (biases, the scales of batch norm) stay, as in csdongxian/AWP; there weight decay is of the
 * moved weights, γ more or less of it.
 * @param gradients one for each array; those of running statistics are not read.
 * @returns what puts the weights back, bit for bit.
 */
export function perturbWeights(
  model: Model,
  weights: readonly Float32Array[],
  gradients: readonly Float32Array[],
  gamma: number,
): () => void {
  const moved = model.weights.flatMap((spec, i) =>
    isTrainable(spec) && spec.shape.length > 1 ? [i] : [],
  )
  const kept = moved.map((i) => weights[i].slice())
  for (const i of moved) {
    const [weight, gradient] = [weights[i], gradients[i]]
    const scale = (gamma * length(weight)) / (length(gradient) + tiny)
    for (let k = 0; k < weight.length; k++) weight[k] += scale * gradient[k]
  }
  return () => moved.forEach((i, at) => weights[i].set(kept[at]))
}

function length(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}
