import type { Comparison, ComparedGroup } from '#contract'
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

/** "5 groups, 15 runs", or "3 runs". */
export function sizeWords({ groups, runs, grouping }: Comparison): string {
  if (grouping === 'none') return formatPlural(runs.length, 'run')
  return `${formatPlural(groups.length, 'group')}, ${formatPlural(runs.length, 'run')}`
}

const kinds = {
  sd: '± sd',
  stderr: '± standard error',
  ci: 'with 95 % intervals (t)',
  range: 'and range',
  none: '',
} as const

/** What bands and cells span, with n: "mean ± sd over 3 seeds". */
export function bandWords(
  kind: keyof typeof kinds,
  groups: readonly Pick<ComparedGroup, 'runs' | 'seeds'>[],
): string {
  const counts = [...new Set(groups.map(({ runs }) => runs.length))].sort((a, b) => a - b)
  const most = counts.at(-1) ?? 1
  if (most <= 1) return kind === 'none' ? '' : '95 % over images (Wilson)'
  const [least] = counts
  const n = least === most ? `${most}` : `${least ?? 1} to ${most}`
  // Groups joined across settings have more runs than seeds.
  const of = groups.every(({ runs, seeds }) => runs.length <= seeds.length) ? 'seeds' : 'runs'
  return `mean ${kinds[kind]} over ${n} ${of}`.replace('  ', ' ')
}
