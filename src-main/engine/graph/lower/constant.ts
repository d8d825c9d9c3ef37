import { util } from '@tensorflow/tfjs'
import { splat, type Traced, type TracedType } from '../traced.ts'
import { attributesAs, type Family, type Lowering } from './lowering.ts'

function filled(element: number): Lowering {
  return (_, inputs) => {
    const { shape, dtype } = inputs.get('x')
    return splat(element, shape, dtype)
  }
}

const fill: Lowering = (_, _inputs, attributes) => {
  const { shape, value, dtype } = attributesAs<{
    shape: number[]
    value: number
    dtype?: TracedType
  }>(attributes)
  const type = dtype ?? (util.inferDtype(value) as TracedType)
  return splat(Number(value), shape, type)
}

const identity: Lowering = (_, inputs): Traced => inputs.get('x')

/** Kernels whose result is known, or is the operand, whatever the operand's elements. */
export const constants: Family = {
  Fill: fill,
  ZerosLike: filled(0),
  OnesLike: filled(1),
  Identity: identity,
}
