import type { Comparison } from './comparison.ts'
import { settingRows, type SettingRow } from './comparison-rows.ts'

type Labelled = Pick<Comparison, 'groups' | 'differences'>

/**
 * A name for each group that no other has: where names repeat, with what tells those groups apart,
 * and where that is chance alone, with seed or id.
 */
export function groupLabels(comparison: Labelled): ReadonlyMap<string, string> {
  const names = withoutCommonHead(comparison.groups.map(({ name }) => name))
  const groups = comparison.groups.map((group, at) => ({ ...group, name: names[at] }))
  const rows = settingRows(comparison)
  const labels = groups.map(({ name }, at) => {
    const alike = groups.flatMap((other, i) => (i !== at && other.name === name ? [i] : []))
    if (alike.length === 0) return name
    const telling = rows.filter(({ values }) => alike.some((i) => values[i] !== values[at]))
    // More than two settings say less than a seed: nobody reads them in a legend.
    const said = telling.slice(0, 2).map((row) => settingWords(row, at))
    return [name, ...said].join(', ')
  })
  const isUnique = (text: string): boolean => labels.filter((label) => label === text).length === 1
  return new Map(
    groups.map(({ id, seeds }, at) => {
      if (isUnique(labels[at])) return [id, labels[at]]
      const seeded = `${groups[at].name}, seed ${seeds.join(', ')}`
      const twins = groups.filter(
        (g) => g.name === groups[at].name && g.seeds.join() === seeds.join(),
      )
      return [id, twins.length === 1 ? seeded : `${groups[at].name}, ${id.slice(0, 8)}`]
    }),
  )
}

/**
 * Names without what all of them begin with, up to a comma, colon or slash: "std-cnn, plain" and
 * "std-cnn, CuSP" are "plain" and "CuSP", which is what a legend has room for.
 */
function withoutCommonHead(names: readonly string[]): readonly string[] {
  if (new Set(names).size < 2) return names
  const heads = names.map((name) => /^(?:.*(?:, |: |\/))?/.exec(name)?.[0] ?? '')
  const shortest = heads.reduce((a, b) => (b.length < a.length ? b : a))
  const ends = [...shortest.matchAll(/, |: |\//g)].map(({ index, 0: end }) => index + end.length)
  const cut = ends.findLast((end) =>
    names.every((name) => name.startsWith(shortest.slice(0, end)) && name.length > end),
  )
  return names.map((name) => name.slice(cut ?? 0))
}

/** A setting of the group at that place, by the last part of its path: "radius ε 0.1", "no rotation". */
export function settingWords({ title, values }: SettingRow, at: number): string {
  const name = title.replace(/^Curriculum, /, '').replace(/^.*\.(?=[^.]+$)/, '')
  return values[at] === '–' || values[at] === '—' ? `no ${name}` : `${name} ${values[at]}`
}
