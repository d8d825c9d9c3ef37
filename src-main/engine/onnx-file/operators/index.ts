import type { Operators } from '../import/call.ts'
import { weighted } from './weighted.ts'
import { elementwise } from './elementwise.ts'
import { parts } from './part.ts'
import { pools } from './pool.ts'
import { reductions } from './reduction.ts'
import { shapes } from './shape.ts'

/** Every operator that is imported; Constant is read with the file. */
export const operators: Operators = {
  ...weighted,
  ...pools,
  ...elementwise,
  ...reductions,
  ...shapes,
  ...parts,
}
