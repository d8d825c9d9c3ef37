import type { AttackPlan } from './plan.ts'

/**
 * What an attack on pixels knows of the network: its gradients, or only its answers. Null where it
 * moves no pixel by itself, so that gradients have no part in it.
 */
export function accessOf(plan: AttackPlan): 'white-box' | 'black-box' | null {
  switch (plan.attack) {
    case 'fgsm':
    case 'pgd':
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'autoattack':
      return 'white-box'
    case 'square':
      return 'black-box'
    case 'clean':
    case 'spatial-random':
    case 'spatial-grid':
      return null
  }
}

/** Whose loss an attack climbs, the true label's or the clean prediction's; null where none does. */
export function climbsOf(plan: AttackPlan): 'label' | 'prediction' | null {
  switch (plan.attack) {
    case 'clean':
      return null
    case 'autoattack':
      return 'label'
    default:
      return plan.climbs
  }
}
