import { collapse, diffSpecs, mostGroups } from '#comparison'
import type { Comparison, Grouping } from '#contract'
import { configKeyNow } from '#study'
import type { RunSpec } from '#spec'
import type { Contender } from './contender.ts'
import { countedOf } from '../counted.ts'

/** A column of the comparison: one run, or runs that differ in little but seed and name. */
export interface Group {
  /** Its first run's. */
  readonly id: string
  readonly members: readonly Contender[]
}

export interface Grouped {
  readonly groups: readonly Group[]
  /** What became of the grouping asked for. */
  readonly grouping: Grouping
  /** Settings that runs of one group may differ in beside the seed. */
  readonly collapsed: readonly string[]
}

/**
 * Sets contenders in groups, in the order of their first runs. Without a grouping, seeds make groups
 * wherever that leaves something to compare. More groups than panels can tell apart are joined across
 * settings, whatever was asked for.
 */
export function groupsOf(contenders: readonly Contender[], asked: Grouping | undefined): Grouped {
  const alone = contenders.map((contender) => groupOf([contender]))
  const apart: Grouped = { groups: alone, grouping: 'none', collapsed: [] }
  if (asked === 'none' && alone.length <= mostGroups) return apart
  const alike = Map.groupBy(contenders, ({ spec }) => configKeyNow(spec))
  const bySeeds = [...alike.values()].map(groupOf)
  // Runs that differ in chance alone leave nothing to compare as one group.
  return bySeeds.length < 2 ? apart : { ...join(bySeeds), grouping: 'seeds' }
}

/** Groups of seeds, joined across settings until there are few enough. */
function join(groups: readonly Group[]): Pick<Grouped, 'groups' | 'collapsed'> {
  if (groups.length <= mostGroups) return { groups, collapsed: [] }
  const { differences } = diffSpecs(...groups.map(({ members: [{ spec }] }) => configOf(spec)))
  const rows = groups.map((_, at) => differences.map(({ values }) => values[at]))
  const { groups: numbers, ignored } = collapse(rows)
  const joined = [...Map.groupBy(groups.entries(), ([at]) => numbers[at]).values()]
  return {
    groups: joined.map((of) => groupOf(of.flatMap(([, { members }]) => members))),
    collapsed: ignored.map((place) => differences[place].path),
  }
}

function configOf({ seed: _seed, name: _name, ...config }: RunSpec): object {
  return config
}

function groupOf(members: readonly Contender[]): Group {
  return { id: members[0].run.id, members }
}

export function viewGroup({ id, members }: Group): Comparison['groups'][number] {
  const [{ run, spec }] = members
  const { totalSteps, stepsPerEpoch } = run
  return {
    id,
    name: nameOf(members),
    runs: members.map((member) => member.run.id),
    counted: countedOf(members).map((member) => member.run.id),
    seeds: [...new Set(members.map((member) => member.run.seed))],
    curriculum: spec.curriculum,
    // A run of no steps has no epoch either; a scale needs a length.
    extent: { steps: totalSteps, stepsPerEpoch: Math.max(1, stepsPerEpoch) },
  }
}

/** What the names of the members begin with alike; the first one's where that is next to nothing. */
function nameOf(members: readonly Contender[]): string {
  const [first, ...rest] = members.map(({ run }) => run.name)
  if (rest.every((name) => name === first)) return first
  const ends = rest.map((name) => [...name].findIndex((letter, i) => letter !== first[i]))
  const shared = Math.min(...ends.map((end, i) => (end < 0 ? rest[i].length : end)))
  const start = first.slice(0, shared).replace(/[\s,;:·×(±-]+$/, '')
  return start.length >= 3 ? `${start} …` : first
}
