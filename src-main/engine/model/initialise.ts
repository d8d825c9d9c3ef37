import { generator, type Generator } from '#random'
import type { NamedArray } from '#trainer'
import { elements, type Model } from './model.ts'
import type { WeightSpec } from './weight-spec.ts'

/**
 * A model's first weights, a function of the seed: each array draws from `[seed, 'weights', name]`,
 * so adding a layer leaves the others as they were. He: N(0, 2 / fanIn) (arXiv 1502.01852).
 * Glorot: uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). Fan-out: He over what a value
 * flows to, N(0, 2 / (receptive field · fanOut)). Fan-in: uniform in ±1 / √fanIn, torch's default.
 */
export function initialWeights(model: Model, seed: number): NamedArray[] {
  return model.weights.map((spec) => ({
    name: spec.name,
    shape: spec.shape,
    values: draw(spec, generator([seed, 'weights', spec.name])),
  }))
}

function draw({ shape, initial }: WeightSpec, random: Generator): Float32Array {
  const values = new Float32Array(elements(shape))
  if (initial === 'zeros') return values
  if (initial === 'ones') return values.fill(1)
  const fanOut = shape.at(-1) ?? 1
  const fanIn = values.length / fanOut
  const reach = fanOut * elements(shape.slice(0, -2))
  const normal = (variance: number) => {
    const deviation = Math.sqrt(variance)
    return values.map(() => random.normal() * deviation)
  }
  const uniform = (limit: number) => values.map(() => (2 * random.uniform() - 1) * limit)
  switch (initial) {
    case 'he':
      return normal(2 / fanIn)
    case 'he-fan-out':
      return normal(2 / reach)
    case 'glorot':
      return uniform(Math.sqrt(6 / (fanIn + reach)))
    case 'fan-in':
      return uniform(1 / Math.sqrt(fanIn))
  }
}
