import { normalisations } from './batch-norm.ts'
import { constants } from './constant.ts'
import { convolutions } from './conv.ts'
import { elementwise } from './elementwise.ts'
import { gathers } from './gather.ts'
import type { Family } from './lowering.ts'
import { products } from './matmul.ts'
import { pools } from './pool.ts'
import { reductions } from './reduce.ts'
import { shapes } from './shape.ts'
import { unaries } from './unary.ts'
import { windows } from './window.ts'

export { Operands, type Lowering } from './lowering.ts'

/** Kernels that need no folding: they see through constants by themselves. */
export const transparent: Family = {
  ...constants,
  Reshape: shapes.Reshape,
  Transpose: shapes.Transpose,
}

/** Every kernel that can be traced. */
export const lowerings: Family = {
  ...constants,
  ...elementwise,
  ...unaries,
  ...reductions,
  ...shapes,
  ...windows,
  ...gathers,
  ...products,
  ...convolutions,
  ...pools,
  ...normalisations,
}

/** Kernels that treat every element alike: constant operands of one number give one number. */
export const pointwise: ReadonlySet<string> = new Set([
  ...Object.keys(elementwise),
  ...Object.keys(unaries),
])
