import type { OperationCase } from '../operation-case.ts'
import { attackLossCases } from './attack-loss.ts'
import { convolutionCases } from './convolution.ts'
import { elementwiseCases } from './elementwise.ts'
import { gatherCases } from './gather.ts'
import { modelCases } from './model.ts'
import { networkCases } from './network.ts'
import { poolCases } from './pool.ts'
import { productCases } from './product.ts'
import { reductionCases } from './reduction.ts'
import { scienceCases } from './science.ts'
import { shapeCases } from './shape.ts'

/** Every operation a program may use, with its corners. */
export const operationCases: readonly OperationCase[] = [
  ...elementwiseCases,
  ...reductionCases,
  ...shapeCases,
  ...gatherCases,
  ...productCases,
  ...convolutionCases,
  ...poolCases,
  ...networkCases,
  ...modelCases,
  ...scienceCases,
  ...attackLossCases,
]
