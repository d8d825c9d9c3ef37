import type { Table } from '#figure'
import type { Comparison } from '../comparison.ts'
import { chanceRows, type ChanceRow } from './chance-rows.ts'
import type { PlotGroup } from './plot-group.ts'
import { probabilityWords, signedWords } from './words.ts'

/**
 * McNemar's tests as papers set them: a row for each group and family. Over several seeds counts and p go
 * from the lowest to the highest and the gain has its interval; the CSV has every seed by itself.
 * @param baseline what the groups are held against, as it is called.
 * @returns null where no group met the images and attacks of the baseline.
 */
export function mcnemarTable(
  comparison: Pick<Comparison, 'pairs' | 'runs'>,
  groups: readonly PlotGroup[],
  baseline: string,
): Table | null {
  const rows = groups.flatMap((group) =>
    chanceRows(comparison, group).map((row, at) => ({ ...row, group, isFirst: at === 0 })),
  )
  if (rows.length === 0) return null
  const seedOf = (id: string): string =>
    String(comparison.runs.find((run) => run.id === id)?.seed ?? '')
  return {
    head: ['', 'Images', 'Gain', 'Only baseline right', 'Only this right', 'p'],
    rows: rows.map(({ group, isFirst, family, gain, pairs }) => [
      ...[isFirst ? group.label : '', family, gainWords(gain)],
      span(pairs, ({ onlyA }) => onlyA, String),
      span(pairs, ({ onlyB }) => onlyB, String),
      span(pairs, ({ p }) => p, probabilityWords),
    ]),
    numbers: [
      [
        ...['group', 'run', 'baseline', 'baseline run', 'seed', 'images'],
        ...['gain', 'only baseline right', 'only this right', 'p'],
      ],
      ...rows.flatMap(({ group, pairs }) =>
        pairs.map(({ a, b, family, gain, onlyA, onlyB, p }) => [
          ...[group.label, b, baseline, a, seedOf(b), family],
          ...[String(gain ?? ''), String(onlyA), String(onlyB), String(p)],
        ]),
      ),
    ],
  }
}

function gainWords(gain: ChanceRow['gain']): string {
  if (!gain) return '–'
  const { mean, interval } = gain
  return interval
    ? `${signedWords(mean)} [${interval.map(signedWords).join(', ')}]`
    : signedWords(mean)
}

/** "12"; of several seeds "12 to 31". */
function span(
  pairs: ChanceRow['pairs'],
  value: (pair: ChanceRow['pairs'][number]) => number,
  word: (value: number) => string,
): string {
  const values = pairs.map(value)
  const [low, high] = [word(Math.min(...values)), word(Math.max(...values))]
  return low === high ? low : `${low} to ${high}`
}
