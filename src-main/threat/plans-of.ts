import { examinationOf, examinationPlans } from './examination.ts'
import { cellsOf, planIn } from './heatmap.ts'
import { planKey, type AttackPlan } from './plan/index.ts'
import type { Protocol } from './protocol.ts'
import { planAt } from './sweep-curve.ts'

/** What a plan is evaluated for, most prominent first. */
export type PlanRole = 'clean' | 'headline' | 'curve' | 'heatmap' | 'examination'

/** One plan of a protocol and every place that asks for it. */
export interface PlannedAttack {
  readonly plan: AttackPlan
  readonly key: string
  /** The most prominent of its uses. */
  readonly role: PlanRole
  /** Which curve of the protocol it is a point of, and at which value; of several, the first. */
  readonly curve?: number
  readonly value?: number
  /** How many of the subset's first images it is run on; all of them where it is not said. */
  readonly count?: number
}

type Wanted = Omit<PlannedAttack, 'key'>

/**
 * Everything a protocol runs, each plan once: clean first, then the headline, the curves, the
 * heatmaps and the examination. A plan asked for twice (a curve through the headline's ε) is run
 * once; `planKey(planAt(curve, v))` finds every point of a curve again.
 */
export function plansOf(protocol: Protocol): PlannedAttack[] {
  const wanted: Wanted[] = [
    { plan: { attack: 'clean' }, role: 'clean' },
    ...protocol.plans.map((plan) => ({ plan, role: 'headline' as const })),
    ...curvePlans(protocol),
    ...heatmapPlans(protocol),
    ...examined(protocol),
  ]
  const byKey = new Map<string, PlannedAttack>()
  for (const entry of wanted) {
    const key = planKey(entry.plan)
    const known = byKey.get(key)
    byKey.set(key, known ? joined(known, entry) : { ...entry, key })
  }
  return [...byKey.values()]
}

/** What is run on the whole subset for one use is not run on a part of it for another. */
function joined(known: PlannedAttack, { curve, value }: Wanted): PlannedAttack {
  return known.curve !== undefined || curve === undefined ? known : { ...known, curve, value }
}

function curvePlans({ curves }: Protocol): Wanted[] {
  return curves.flatMap((curve, position) =>
    curve.values.map((value) => ({
      plan: planAt(curve, value),
      role: 'curve' as const,
      curve: position,
      value,
    })),
  )
}

function heatmapPlans({ heatmaps = [] }: Protocol): Wanted[] {
  return heatmaps.flatMap((heatmap) =>
    cellsOf(heatmap).map(({ rotation, translation }) => ({
      plan: planIn(heatmap, rotation, translation),
      role: 'heatmap' as const,
    })),
  )
}

function examined(protocol: Protocol): Wanted[] {
  const examination = examinationOf(protocol)
  if (!examination) return []
  const count = Math.min(examination.count, protocol.subset.count)
  return examinationPlans(examination).map((plan) => ({ plan, role: 'examination', count }))
}
