import { climbsOf, describePlan, familyOf, type AttackPlan } from '#threat'
import type { Cell, Measure } from './design.ts'

/** What a study's numbers are of: its images, and the attacks and transforms they are measured under. */
export interface Grounds {
  /** `digits`, or the name of a stored dataset. */
  readonly dataset: string
  readonly trainingImages: number
  readonly testImages: number
  /** Each kind of perturbation by the name its measures have, with its plan in words. */
  readonly perturbations: readonly { readonly name: string; readonly plan: string }[]
}

/** @param cells of one study, which share their data and their protocol. */
export function groundsOf([{ spec }]: readonly Cell[], measures: readonly Measure[]): Grounds {
  const { source, train } = spec.dataset
  const perturbed = measures.filter(({ plan }) => plan.attack !== 'clean')
  const plans = new Map(perturbed.map(({ label, plan }) => [label.split(' ')[0], plan]))
  return {
    dataset: source.kind === 'stored' ? source.name : source.kind,
    trainingImages: train,
    testImages: spec.evaluation.subset.count,
    perturbations: [...plans].map(([name, plan]) => ({ name, plan: inWords(plan) })),
  }
}

/** A plan with what it climbs, where that makes a difference to a label-free rate. */
function inWords(plan: AttackPlan): string {
  const isLed = familyOf(plan) === 'adversarial' && climbsOf(plan) === 'label'
  return isLed ? `${describePlan(plan)}, climbing the true label` : describePlan(plan)
}
