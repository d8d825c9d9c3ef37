import { planKey, type AttackPlan } from './plan.ts'
import { planAt, type Protocol } from './protocol.ts'

/** One plan of a protocol and every place that asks for it. */
export interface PlannedAttack {
  readonly plan: AttackPlan
  readonly key: string
  /** The most prominent of its uses: clean before headline before curve. */
  readonly role: 'clean' | 'headline' | 'curve'
  /** Which curve of the protocol it is a point of, and at which value; of several, the first. */
  readonly curve?: number
  readonly value?: number
}

/**
 * Everything a protocol runs, each plan once: clean first, then the headline, then the curves. A
 * plan asked for twice (a curve through the headline's ε) is run once; `planKey(planAt(curve, v))`
 * finds every point of a curve again.
 */
export function plansOf(protocol: Protocol): PlannedAttack[] {
  const wanted: Omit<PlannedAttack, 'key'>[] = [
    { plan: { attack: 'clean' }, role: 'clean' },
    ...protocol.plans.map((plan) => ({ plan, role: 'headline' as const })),
    ...protocol.curves.flatMap((curve, position) =>
      curve.values.map((value) => ({
        plan: planAt(curve, value),
        role: 'curve' as const,
        curve: position,
        value,
      })),
    ),
  ]
  const byKey = new Map<string, PlannedAttack>()
  for (const entry of wanted) {
    const key = planKey(entry.plan)
    const known = byKey.get(key)
    byKey.set(key, known ? { ...entry, ...known } : { ...entry, key })
  }
  return [...byKey.values()]
}
