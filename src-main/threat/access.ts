import type { AttackPlan } from './plan.ts'

/**
 * What an attack on pixels knows of the network: its gradients, or only its answers. Null where it
 * moves no pixel by itself, so that gradients have no part in it.
 */
export function accessOf(plan: AttackPlan): 'white-box' | 'black-box' | null {
  switch (plan.attack) {
    case 'fgsm':
    case 'pgd':
      return 'white-box'
    case 'clean':
    case 'spatial-random':
    case 'spatial-grid':
      return null
  }
}

/** Whose loss an attack climbs, the true label's or the clean prediction's; null where none does. */
export function climbsOf(plan: AttackPlan): 'label' | 'prediction' | null {
  return plan.attack === 'clean' ? null : plan.climbs
}
