import { disagreement, mcnemar } from '#comparison'
import type { Comparison } from '#contract'
import { familyOf, planKey, type Protocol } from '#threat'
import { maskOf, type Contender, type Family } from './contender.ts'
import { countedOf } from '../counted.ts'
import type { Group } from './group.ts'

const families: readonly Family[] = ['clean', 'adversarial', 'spatial']

/** McNemar's test of the baseline against each other group, run by run. */
export function pairsWith(baseline: Group, groups: readonly Group[]): Comparison['pairs'] {
  return groups
    .filter(({ id }) => id !== baseline.id)
    .flatMap((group) => partners(baseline, group).flatMap(([a, b]) => pairsOf(a, b)))
}

/** Runs of one seed; two lone runs, whatever their seeds. */
function partners(baseline: Group, group: Group): (readonly [Contender, Contender])[] {
  const [ofBaseline, ofGroup] = [countedOf(baseline.members), countedOf(group.members)]
  if (baseline.members.length === 1 && group.members.length === 1)
    return [[baseline.members[0], group.members[0]]]
  return ofBaseline.flatMap((ours) =>
    ofGroup
      .filter((theirs) => theirs.run.seed === ours.run.seed)
      .slice(0, 1)
      .map((theirs) => [ours, theirs] as const),
  )
}

function pairsOf(a: Contender, b: Contender): Comparison['pairs'] {
  if (!a.evaluation || a.evaluation.subsetHash !== b.evaluation?.subsetHash) return []
  const protocols = [a.evaluation.protocol, b.evaluation.protocol] as const
  return families.flatMap((family) => {
    const [right, other] = [maskOf(a, family), maskOf(b, family)]
    if (!right || !other || !isSameAttack(family, ...protocols)) return []
    const { onlyA, onlyB } = disagreement(right, other)
    return [{ a: a.run.id, b: b.run.id, family, onlyA, onlyB, p: mcnemar(onlyA, onlyB) }]
  })
}

/** Whether two protocols attack alike in a family: same plans, and same draws. */
export function isSameAttack(family: Family, a: Protocol, b: Protocol): boolean {
  return family === 'clean' || (a.seed === b.seed && keysOf(family, a) === keysOf(family, b))
}

function keysOf(family: Family, { plans }: Protocol): string {
  const ofFamily = plans.filter((plan) => familyOf(plan) === family)
  return JSON.stringify(ofFamily.map(planKey).sort())
}
