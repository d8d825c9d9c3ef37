import type { AttackPlan } from './plan.ts'

/** Fewest classes that an attack's loss is defined for; arXiv 2003.01690, eq. 6 and 7. */
function fewestClasses(plan: AttackPlan): number {
  switch (plan.attack) {
    case 'apgd-dlr':
      return 3
    case 'apgd-t':
      return 4
    case 'autoattack':
      return plan.version === 'rand' ? 3 : 4
    default:
      return 2
  }
}

/** Why an attack cannot be run on a network of so many classes; undefined where it can. */
export function classesProblem(plan: AttackPlan, classes: number): string | undefined {
  const fewest = fewestClasses(plan)
  if (classes >= fewest) return undefined
  const others = 'pgd, apgd-ce, fab and square run on any number'
  return `${plan.attack} needs ${fewest} or more classes, and there are ${classes}; ${others}`
}
