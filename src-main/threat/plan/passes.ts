import { partsOfAutoattack } from './autoattack.ts'
import type { AttackPlan } from './plan.ts'

/** A gradient costs about as much again as the answer it is taken from. */
const slope = 2

/**
 * About how many times one image goes through the network under a plan, at most: enough to tell a
 * second's work from an hour's, before anything has been measured.
 * @param classes that the network knows; some attacks look at each of them.
 */
export function passesOf(plan: AttackPlan, classes: number): number {
  switch (plan.attack) {
    case 'clean':
    case 'corruption':
    case 'spatial-fixed':
      return 1
    case 'fgsm':
      return slope
    case 'pgd':
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'spatial-first-order':
      return plan.restarts * plan.steps * slope
    case 'mi-fgsm':
    case 'transfer':
    case 'stadv':
      return plan.steps * slope
    case 'combined':
      return plan.draws * plan.steps * slope
    case 'apgd-t':
      return plan.restarts * targetsOf(plan, classes) * plan.steps * slope
    // FAB asks where it has got to once more, after each step.
    case 'fab':
      return plan.restarts * plan.steps * ((classes - 1) * slope + 1)
    case 'fab-t':
      return plan.restarts * targetsOf(plan, classes) * plan.steps * (slope + 1)
    case 'square':
      return plan.restarts * plan.queries
    case 'autoattack':
      return partsOfAutoattack(plan).reduce((sum, part) => sum + passesOf(part, classes), 0)
    case 'carlini-wagner':
      return plan.searches * plan.steps * slope
    case 'deepfool':
      return plan.steps * (classes - 1) * slope
    case 'hop-skip-jump':
      return plan.queries
    case 'random-noise':
    case 'spatial-random':
      return plan.draws
    case 'spatial-grid':
      return plan.rotations * plan.translations ** 2
  }
}

function targetsOf({ targets }: { readonly targets: number }, classes: number): number {
  return Math.min(targets, classes - 1)
}
