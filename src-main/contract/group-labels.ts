import type { Comparison } from './comparison.ts'
import { settingRows } from './comparison-rows.ts'

type Labelled = Pick<Comparison, 'groups' | 'differences'>

/**
 * A name for each group that no other has: where names repeat, with what tells those groups apart,
 * and where that is chance alone, with seed or id.
 */
export function groupLabels(comparison: Labelled): ReadonlyMap<string, string> {
  const { groups } = comparison
  const rows = settingRows(comparison)
  const labels = groups.map(({ name }, at) => {
    const alike = groups.flatMap((other, i) => (i !== at && other.name === name ? [i] : []))
    if (alike.length === 0) return name
    const telling = rows.filter(({ values }) => alike.some((i) => values[i] !== values[at]))
    // More than two settings say less than a seed: nobody reads them in a legend.
    const said = telling.slice(0, 2).map(({ title, values }) => `${short(title)} ${values[at]}`)
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

/** The last part of a path, the lane of a curriculum. */
function short(title: string): string {
  return title.replace(/^Curriculum, /, '').replace(/^.*\.(?=[^.]+$)/, '')
}
