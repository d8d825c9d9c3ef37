import type { Comparison } from '../comparison.ts'
import { settingRows, type SettingRow } from '../comparison-rows.ts'
import { groupLabels, settingWords } from '../group-labels.ts'

/** Longer names than these are no names. */
const mostLetters = 48
/** More settings than these nobody reads in a legend. */
const mostSettings = 3

/**
 * A name for each group from the fewest settings that tell them all apart: "rotation ±30°",
 * "adv. share 0.5, seed 2". Where no few short ones do, as `groupLabels`.
 */
export function differenceLabels(
  comparison: Pick<Comparison, 'groups' | 'differences'>,
): ReadonlyMap<string, string> {
  const { groups } = comparison
  const rows = settingRows(comparison).filter(({ values }) => new Set(values).size > 1)
  for (let size = 1; size <= Math.min(mostSettings, rows.length); size++) {
    const named = choices(rows, size)
      .map((chosen) => groups.map((_, i) => chosen.map((row) => settingWords(row, i)).join(', ')))
      .filter((names) => new Set(names).size === groups.length)
      .filter((names) => names.every((name) => name.length <= mostLetters))
    const [best] = named.sort((a, b) => lettersOf(a) - lettersOf(b))
    if (best) return new Map(groups.map(({ id }, i) => [id, best[i]]))
  }
  return groupLabels(comparison)
}

/** Every way to take so many of the rows, in their order; of many rows only the first are tried. */
function choices(rows: readonly SettingRow[], size: number): SettingRow[][] {
  if (size === 0) return [[]]
  return rows
    .slice(0, 16)
    .flatMap((row, i) => choices(rows.slice(i + 1), size - 1).map((rest) => [row, ...rest]))
}

function lettersOf(names: readonly string[]): number {
  return names.join('').length
}
