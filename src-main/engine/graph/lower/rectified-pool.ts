import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { spreadToMaxima } from './max-pool-gradient.ts'

/**
 * maxPool(relu(z)) has the gradient spread(dy) · [z > 0]. The maximum p of a window is positive
 * exactly where the element that receives the gradient is, so this equals spread(dy · [p > 0]) and
 * the mask costs a quarter or less. Nothing when the product a · b is not of that form.
 */
export function rectifiedPoolGradient(emit: Emitter, a: Value, b: Value): Value | undefined {
  const gradient = emit.poolGradients.get(a)
  if (gradient === undefined) return
  const rectified = rectifiedBy(emit, b)
  const relu = emit.graph.producerOf(gradient.input)
  if (rectified === undefined || relu?.type !== 'Relu' || relu.inputs[0] !== rectified) return
  const { slope, pooled } = gradient
  const positive = isPositive(emit, pooled)
  const masked = emit.node('Mul', [slope, positive], {}, slope.shape, slope)
  return spreadToMaxima(emit, { ...gradient, slope: masked })
}

/** z, when the value is [z > 0] as tfjs's Step kernel is lowered. */
function rectifiedBy(emit: Emitter, value: Value): Value | undefined {
  const cast = emit.graph.producerOf(value)
  const [test] = cast?.inputs ?? []
  if (cast?.type !== 'Cast' || test === undefined) return
  const greater = emit.graph.producerOf(test)
  const [z, zero] = greater?.inputs ?? []
  const isZero = zero === emit.scalar(0, 'float32')
  return greater?.type === 'Greater' && isZero ? z : undefined
}

function isPositive(emit: Emitter, value: Value): Value {
  const operands = [value, emit.scalar(0, 'float32')]
  const test = emit.node('Greater', operands, {}, value.shape, { type: 'bool' })
  return emit.cast(test, 'float32')
}
