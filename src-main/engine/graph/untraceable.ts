import { CuspError } from '#errors'
import type { Traced } from './traced.ts'

/** The error of an operation that has no lowering: its kernel, its operands, and who can run it. */
export function untraceable(operation: string, operands: readonly Traced[]): CuspError {
  const shapes = operands.map(({ shape, dtype }) => `${dtype} [${shape.join(', ')}]`).join(', ')
  return new CuspError(
    'engine.untraceable',
    `the onnx engine cannot compile ${operation} of ${shapes || 'no operands'}: ` +
      'tfjs-node, tfjs-node-gpu and reference can run it',
    { place: operation },
  )
}
