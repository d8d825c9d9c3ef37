import type { AttackPlan } from './plan.ts'

export type AttackFamily = 'clean' | 'adversarial' | 'spatial' | 'combined' | 'corruption'

/** Which axis of the trade-off a plan measures, or that it measures both at once. */
export function familyOf(plan: AttackPlan): AttackFamily {
  switch (plan.attack) {
    case 'clean':
      return 'clean'
    case 'fgsm':
    case 'pgd':
    case 'mi-fgsm':
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'square':
    case 'autoattack':
    case 'carlini-wagner':
    case 'deepfool':
    case 'hop-skip-jump':
    case 'random-noise':
    case 'transfer':
      return 'adversarial'
    case 'spatial-fixed':
    case 'spatial-random':
    case 'spatial-grid':
    case 'spatial-first-order':
    case 'stadv':
      return 'spatial'
    case 'corruption':
      return 'corruption'
    case 'combined':
      return 'combined'
  }
}
