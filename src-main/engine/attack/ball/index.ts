import type { Norm } from '#threat'
import type { Ball } from './ball.ts'
import { l1 } from './l1.ts'
import { l2 } from './l2.ts'
import { linf } from './linf.ts'

export type { Ball } from './ball.ts'
export { sparsest } from './l1.ts'
export { tensorBalls, type TensorBall } from './tensor-ball.ts'

export const balls: Readonly<Record<Norm, Ball>> = { linf, l2, l1 }
