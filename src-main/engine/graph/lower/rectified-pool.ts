import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { spreadToMaxima } from './max-pool-gradient.ts'
import { maskedBy, positiveMask } from './positive-mask.ts'

/**
 * maxPool(relu(z)) has the gradient spread(dy) · [z > 0]. The maximum p of a window is positive
 * exactly where the element that receives the gradient is, so this equals spread(dy · [p > 0]) and
 * the mask costs a quarter or less. Nothing when the product a · b is not of that form.
 */
export function rectifiedPoolGradient(emit: Emitter, a: Value, b: Value): Value | undefined {
  const gradient = emit.poolGradients.get(a)
  if (gradient === undefined) return
  const isMaskOfInput = maskedBy(emit.graph, b) === gradient.input
  if (!isMaskOfInput || emit.graph.producerOf(gradient.input)?.type !== 'Relu') return
  const { slope, pooled } = gradient
  const masked = emit.node('Mul', [slope, positiveMask(emit, pooled)], {}, slope.shape, slope)
  const rectified = { ...gradient, slope: masked }
  const value = spreadToMaxima(emit, rectified)
  emit.poolGradients.set(value, rectified)
  return value
}
