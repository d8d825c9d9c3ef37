import type { Emitter } from '../emitter.ts'
import type { Graph, Value } from '../graph.ts'

/** 1 / steepness is below the least normal float32, so that every normal number above 0 gives 1. */
const steepness = { float: 3e38 }

/**
 * [x > 0] as numbers, in one pass over memory where a comparison and a cast take two: half the time.
 * Asked of relu(z) rather than z, whose convolution may then give the relu alone.
 */
export function positiveMask(emit: Emitter, x: Value): Value {
  return emit.node('HardSigmoid', [x], { alpha: steepness, beta: { float: 0 } }, x.shape, x)
}

/** What a mask asks to be above 0. */
export function maskedBy(graph: Graph, mask: Value): Value | undefined {
  const producer = graph.producerOf(mask)
  return producer?.type === 'HardSigmoid' ? producer.inputs[0] : undefined
}
