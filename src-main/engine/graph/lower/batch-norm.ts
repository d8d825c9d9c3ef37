import type { Emitter } from '../emitter.ts'
import { splat, type Traced } from '../traced.ts'
import { elementwise } from './elementwise.ts'
import { attributesAs, Operands, type Family, type Lowering } from './lowering.ts'
import { unaries } from './unary.ts'

/** (x − mean) · scale / √(variance + ε) + offset, channel by channel. */
const fusedBatchNorm: Lowering = (emit, inputs, attributes) => {
  const { varianceEpsilon } = attributesAs<{ varianceEpsilon: number }>(attributes)
  const epsilon = splat(varianceEpsilon, [], 'float32')
  const [x, mean, variance] = [inputs.get('x'), inputs.get('mean'), inputs.get('variance')]
  const [scale, offset] = [inputs.find('scale'), inputs.find('offset')]
  const inverse = unary(emit, 'Rsqrt', binary(emit, 'Add', variance, epsilon))
  const factor = scale === undefined ? inverse : binary(emit, 'Multiply', inverse, scale)
  const normal = binary(emit, 'Multiply', binary(emit, 'Sub', x, mean), factor)
  return offset === undefined ? normal : binary(emit, 'Add', normal, offset)
}

function binary(emit: Emitter, kernel: string, a: Traced, b: Traced): Traced {
  return one(elementwise[kernel](emit, new Operands(new Map(Object.entries({ a, b }))), {}))
}

function unary(emit: Emitter, kernel: string, x: Traced): Traced {
  return one(unaries[kernel](emit, new Operands(new Map([['x', x]])), {}))
}

function one(result: Traced | Traced[]): Traced {
  if (Array.isArray(result)) throw new Error('an elementwise kernel has one result')
  return result
}

/** Normalisation by given statistics. */
export const normalisations: Family = { FusedBatchNorm: fusedBatchNorm }
