import { meanSd, type Spread } from '#comparison'
import { laneNames, type Keyframe, type LaneName, type Position } from '#curriculum'
import { formatEpsilon } from '#threat'
import type { ComparedGroup, Comparison } from './comparison.ts'
import type { RunSummary } from './run.ts'

/** A number that every run has or lacks, and which way it is better. */
export interface Measure {
  readonly key: string
  readonly title: string
  readonly direction: 'maximise' | 'minimise'
  /** What it is counted in; shares in [0, 1] are in nothing. */
  readonly unit: 'share' | 'seconds'
  readonly of: (run: RunSummary) => number | null | undefined
}

const share = (
  key:
    | 'clean'
    | 'adversarial'
    | 'spatial'
    | 'worstCase'
    | 'adversarialInvariance'
    | 'spatialInvariance',
  title: string,
): Measure => ({
  ...{ key, title, direction: 'maximise', unit: 'share' },
  of: ({ scores }) => scores?.[key],
})

/** What a comparison measures, in the order of its table. */
export const measures: readonly Measure[] = [
  share('clean', 'Clean accuracy'),
  share('adversarial', 'Adversarial accuracy'),
  share('spatial', 'Spatial accuracy'),
  share('worstCase', 'Worst-case accuracy'),
  share('adversarialInvariance', 'Adversarial invariance'),
  share('spatialInvariance', 'Spatial invariance'),
  {
    ...{ key: 'activeSeconds', title: 'Time at work', direction: 'minimise', unit: 'seconds' },
    of: ({ activeSeconds }) => activeSeconds,
  },
]

/** A measure of every group; `values` are those of the runs that have it. */
export interface MeasureRow {
  readonly measure: Measure
  readonly cells: readonly (Spread & { readonly values: readonly number[] })[]
}

/** Measures that at least one run has. */
export function measureRows(comparison: Pick<Comparison, 'groups' | 'runs'>): MeasureRow[] {
  const byId = new Map(comparison.runs.map((run) => [run.id, run]))
  const rows = measures.map((measure) => ({
    measure,
    cells: comparison.groups.map(({ runs, counted }) => {
      // How long a run took is no rate: what it answers does not void it.
      const values = (measure.unit === 'share' ? counted : runs).flatMap((id) => {
        const run = byId.get(id)
        return (run && measure.of(run)) ?? []
      })
      return { ...meanSd(values), values }
    }),
  }))
  return rows.filter(({ cells }) => cells.some(({ count }) => count > 0))
}

/** "0.951 ± 0.003 (n=3)"; of one run the number alone, of none a dash. */
export function spreadText({ measure, cells }: MeasureRow, group: number): string {
  const { mean, sd, count } = cells[group]
  if (count === 0) return '–'
  const [digits, unit] = measure.unit === 'share' ? [3, ''] : [0, ' s']
  if (sd === null) return mean.toFixed(digits) + unit
  return `${mean.toFixed(digits)} ± ${sd.toFixed(digits)}${unit} (n=${count})`
}

/** A setting, and what it is in each group, as people read it. */
export interface SettingRow {
  readonly title: string
  readonly values: readonly string[]
}

type Settings = Pick<Comparison, 'differences'> & {
  readonly groups: readonly Pick<ComparedGroup, 'curriculum'>[]
}

/**
 * The settings that differ: one row for a lane, however many of its keys differ, and one for the
 * stages; every other setting by its path. Names are what the columns are called by already.
 */
export function settingRows({ differences, groups }: Settings): SettingRow[] {
  const touches = (path: string): boolean => differences.some((one) => one.path.startsWith(path))
  const lanes = laneNames.filter((lane) => touches(`curriculum.lanes.${lane}`))
  const stages = groups.map(({ curriculum }) =>
    curriculum.stages.map(({ name }) => name).join(', '),
  )
  const isTold = (path: string): boolean =>
    /^(curriculum\.(lanes|stages)\b|name$|curriculum\.name$)/.test(path)
  return [
    ...lanes.map((lane) => ({
      title: `Curriculum, ${laneTitles[lane]}`,
      values: groups.map(({ curriculum }) => laneInWords(lane, curriculum.lanes[lane] ?? [])),
    })),
    ...(touches('curriculum.stages') ? [{ title: 'Curriculum, stages', values: stages }] : []),
    ...differences
      .filter(({ path }) => !isTold(path))
      .map(({ path, values }) => ({ title: path, values: values.map(plainly) })),
  ]
}

/** Settings that all groups share. */
export function sharedRows({
  alike,
}: Pick<Comparison, 'alike'>): { title: string; value: string }[] {
  return alike.map(({ path, value }) => ({ title: path, value: plainly(value) }))
}

/** Lanes as the rows of a comparison call them. */
export const laneTitles: Readonly<Record<LaneName, string>> = {
  epsilon: 'radius ε',
  rotation: 'rotation',
  attackSteps: 'attack steps',
  translation: 'translation',
  adversarialShare: 'adversarial share',
  spatialShare: 'spatial share',
  learningRate: 'learning rate',
}

/** A lane as the values it passes and where: "0 → 0.1 at 50 %". */
export function laneInWords(lane: LaneName, keys: readonly Keyframe[]): string {
  if (keys.length === 0) return '–'
  return keys
    .map(({ at, value }, index) =>
      index === 0 ? laneValueWords(lane, value) : `${laneValueWords(lane, value)} ${place(at)}`,
    )
    .join(' → ')
}

const digits = (value: number): string => String(Number(value.toPrecision(4)))

/** A value of a lane with its unit. */
export function laneValueWords(lane: LaneName, value: number): string {
  if (lane === 'epsilon') return formatEpsilon(value)
  if (lane === 'rotation') return `±${digits(value)}°`
  return lane === 'translation' ? `±${digits(value)} px` : digits(value)
}

function place(at: Position): string {
  if ('step' in at) return `at step ${at.step}`
  return 'epoch' in at
    ? `at epoch ${digits(at.epoch)}`
    : `at ${Number((at.share * 100).toFixed(1))} %`
}

/** A JSON text without the quotes of a string. */
function plainly(json: string): string {
  try {
    const value: unknown = JSON.parse(json)
    if (value === null) return '–'
    return typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    return json
  }
}
