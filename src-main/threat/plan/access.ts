import type { AttackPlan } from './plan.ts'

/**
 * What an attack on pixels in a ball knows of the network: its gradients, or only its answers. Null
 * where it is (also) of another kind than such an attack, and where it is of both kinds: an ensemble
 * speaks for neither side.
 */
export function accessOf(plan: AttackPlan): 'white-box' | 'black-box' | null {
  switch (plan.attack) {
    case 'fgsm':
    case 'pgd':
    case 'mi-fgsm':
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'carlini-wagner':
    case 'deepfool':
      return 'white-box'
    case 'square':
    case 'hop-skip-jump':
    case 'random-noise':
    case 'transfer':
      return 'black-box'
    case 'clean':
    case 'autoattack':
    case 'spatial-fixed':
    case 'spatial-random':
    case 'spatial-grid':
    case 'corruption':
    case 'spatial-first-order':
    case 'stadv':
    case 'combined':
      return null
  }
}

/** Gradient steps that an attack takes in a row: one of few is no yardstick for others. */
export function gradientStepsOf(plan: AttackPlan): number {
  if (plan.attack === 'fgsm') return 1
  return accessOf(plan) === 'white-box' && 'steps' in plan ? plan.steps : 0
}

/**
 * Whose loss an attack climbs, the true label's or the clean prediction's; null where none does: a
 * single random transform is no worst of anything.
 */
export function climbsOf(plan: AttackPlan): 'label' | 'prediction' | null {
  switch (plan.attack) {
    case 'clean':
    case 'corruption':
    case 'spatial-fixed':
      return null
    case 'autoattack':
      return 'label'
    case 'spatial-random':
      return plan.draws === 1 ? null : plan.climbs
    default:
      return plan.climbs
  }
}
