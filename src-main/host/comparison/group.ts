import type { Comparison, Grouping } from '#contract'
import { configKeyNow } from '#study'
import type { Contender } from './contender.ts'

/** A column of the comparison: one run, or runs that differ in seed and name alone. */
export interface Group {
  /** Its first run's. */
  readonly id: string
  readonly members: readonly Contender[]
}

/**
 * Sets contenders in groups, in the order of their first runs. Without a grouping, seeds make groups
 * wherever that leaves something to compare.
 */
export function groupsOf(
  contenders: readonly Contender[],
  asked: Grouping | undefined,
): { groups: Group[]; grouping: Grouping } {
  const alone = contenders.map((contender) => groupOf([contender]))
  if (asked === 'none') return { groups: alone, grouping: 'none' }
  const bySeeds = [...Map.groupBy(contenders, ({ spec }) => configKeyNow(spec)).values()]
  if (bySeeds.length < 2) return { groups: alone, grouping: 'none' }
  return { groups: bySeeds.map(groupOf), grouping: 'seeds' }
}

function groupOf(members: readonly Contender[]): Group {
  return { id: members[0].run.id, members }
}

export function viewGroup({ id, members }: Group): Comparison['groups'][number] {
  const [{ run, spec }] = members
  const { totalSteps, stepsPerEpoch } = run
  return {
    id,
    name: run.name,
    runs: members.map((member) => member.run.id),
    seeds: members.map((member) => member.run.seed),
    curriculum: spec.curriculum,
    // A run of no steps has no epoch either; a scale needs a length.
    extent: { steps: totalSteps, stepsPerEpoch: Math.max(1, stepsPerEpoch) },
  }
}
