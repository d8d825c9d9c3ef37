import type { AttackPlan } from './plan.ts'

export type AttackFamily = 'clean' | 'adversarial' | 'spatial' | 'corruption'

/** Which axis of the trade-off a plan measures. */
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
      return 'adversarial'
    case 'spatial-random':
    case 'spatial-grid':
      return 'spatial'
    case 'corruption':
      return 'corruption'
  }
}
