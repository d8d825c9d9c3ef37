import type { Norm } from './norm.ts'
import { ballOf, type AttackPlan, type PlanOf } from './plan/index.ts'
import type { Protocol } from './protocol.ts'

/** The attacks by which a network is examined for gradient masking, on the first images. */
export interface Examination {
  /** How many of the subset's first images. */
  readonly count: number
  /** At a radius at which any image may become any other: it should fool every one. */
  readonly hugeRadius: AttackPlan
  /**
   * The protocol's own ball, climbed by PGD, by the same climb stopped halfway, and searched by a
   * black-box attack; null without a ball.
   */
  readonly climb: {
    readonly halfway: AttackPlan
    readonly whole: AttackPlan
    readonly blackBox: AttackPlan
  } | null
}

const steps = 20
/** Few beside Square's 5000, and enough where gradients are of no use. */
const queries = 500

/** What a protocol's examination runs; null where it asks for none. */
export function examinationOf({ examination, plans }: Protocol): Examination | null {
  if (!examination) return null
  const ball = plans.map(ballOf).find((each) => each !== null && each.epsilon > 0)
  return {
    count: examination.count,
    hugeRadius: pgd('linf', 1, 100, { relativeToEpsilon: 2.5 }),
    climb: ball ? climbIn(ball.norm, ball.epsilon) : null,
  }
}

/** The plans of an examination, in order. */
export function examinationPlans(examination: Examination): AttackPlan[] {
  const { hugeRadius, climb } = examination
  return [...(climb ? [climb.whole, climb.halfway, climb.blackBox] : []), hugeRadius]
}

function climbIn(norm: Norm, epsilon: number): Examination['climb'] {
  return {
    whole: pgd(norm, epsilon, steps, { relativeToEpsilon: 2.5 }),
    // Steps as long as those of the whole climb: it is the same path, left halfway.
    halfway: pgd(norm, epsilon, steps / 2, { absolute: (2.5 * epsilon) / steps }),
    blackBox: { attack: 'square', norm, epsilon, queries, restarts: 1, climbs: 'label' },
  }
}

function pgd(
  norm: Norm,
  epsilon: number,
  count: number,
  stepSize: PlanOf<'pgd'>['stepSize'],
): AttackPlan {
  const start = { randomStart: true, restarts: 1, climbs: 'label' } as const
  return { attack: 'pgd', norm, epsilon, steps: count, stepSize, ...start }
}
