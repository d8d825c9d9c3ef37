import type { PlanOf } from './plan.ts'

/** What is run on the network that perturbed inputs are crafted on. */
export function craftedBy({ from: _from, ...settings }: PlanOf<'transfer'>): PlanOf<'pgd'> {
  return { ...settings, attack: 'pgd', restarts: 1 }
}
