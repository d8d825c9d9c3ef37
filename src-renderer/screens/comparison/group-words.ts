import {
  bandWords,
  wilsonWords,
  type BandKind,
  type ComparedGroup,
  type Comparison,
} from '#contract'
import { formatPlural, laneWords } from '../../wording/index.ts'

/** The threat of a curriculum in a few words: "ε .05 → .2, ±60° → ±180°". */
export function threatWords({ curriculum }: Pick<ComparedGroup, 'curriculum'>): string {
  const lanes = ['rotation', 'translation', 'epsilon'] as const
  const parts = lanes.flatMap((lane) => {
    const values = (curriculum.lanes[lane] ?? []).map(({ value }) => value)
    const passed = values.filter((value, i) => i === 0 || value !== values[i - 1])
    if (passed.every((value) => value === 0)) return []
    const ends = passed.length > 3 ? [...passed.slice(0, 1), ...passed.slice(-1)] : passed
    const text = ends.map(laneWords[lane].format).join(' → ')
    return [lane === 'epsilon' ? `ε ${text}` : text]
  })
  return parts.length === 0 ? 'clean examples only' : parts.join(', ')
}

/** "3 seeds", or "2 of 3 seeds" where a degenerate one is left out of means; of a lone run, which. */
export function countWords({
  runs,
  counted,
  seeds,
}: Pick<ComparedGroup, 'runs' | 'counted' | 'seeds'>): string {
  if (runs.length === 1) return `seed ${seeds[0]}`
  const all = formatPlural(runs.length, 'seed')
  return counted.length < runs.length ? `${counted.length} of ${all}` : all
}

/** "5 groups, 15 runs", or "3 runs". */
export function sizeWords({ groups, runs, grouping }: Comparison): string {
  if (grouping === 'none') return formatPlural(runs.length, 'run')
  return `${formatPlural(groups.length, 'group')}, ${formatPlural(runs.length, 'run')}`
}

/** What bands and cells span, with n; of single runs the images are what is left to chance. */
export function bandAside(
  kind: BandKind,
  groups: readonly Pick<ComparedGroup, 'runs' | 'counted' | 'seeds'>[],
): string {
  return bandWords(kind, groups) || (kind === 'none' ? '' : wilsonWords)
}
