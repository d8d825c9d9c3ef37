import {
  laneNames,
  type Comparison,
  type Keyframe,
  type LaneName,
  type Position,
  type RunSpec,
} from '#contract'
import { formatCount, formatNumber, laneWords } from '../../wording/index.ts'

export interface Delta {
  readonly way: 'better' | 'worse' | 'equal'
  readonly arrow: string
  readonly text: string
}

/** How a share stands to the baseline's: sign by arrow and by word, never by colour alone. */
export function deltaOf(
  share: number | null | undefined,
  baseline: number | null | undefined,
): Delta | null {
  if (typeof share !== 'number' || typeof baseline !== 'number') return null
  const change = share - baseline
  const text = Math.abs(change).toFixed(3).replace(/^0/, '')
  if (text === '.000') return { way: 'equal', arrow: '= ', text: '.000' }
  return change > 0
    ? { way: 'better', arrow: '▲ ', text: `+${text}` }
    : { way: 'worse', arrow: '▼ ', text: `−${text}` }
}

/** A row of the table: a setting, and what it is for each run. */
export interface SettingRow {
  readonly title: string
  readonly values: readonly string[]
}

/**
 * The settings that differ, as people read them: one row for a lane, however many of its keys
 * differ, and one for the stages; every other setting by its path.
 * @param specs of the compared runs, in the same order; without them paths stand for themselves
 */
export function settingRows(
  differences: Comparison['differences'],
  specs: readonly RunSpec[],
): SettingRow[] {
  const touches = (path: string): boolean => differences.some((one) => one.path.startsWith(path))
  const isTold = (path: string): boolean =>
    specs.length > 0 && /^curriculum\.(lanes|stages)\b/.test(path)
  const lanes = laneNames.filter((lane) => touches(`curriculum.lanes.${lane}`))
  const laneRows = lanes.map((lane) => ({
    title: `Curriculum, ${laneWords[lane].title}`,
    values: specs.map(({ curriculum }) => laneInWords(lane, curriculum.lanes[lane] ?? [])),
  }))
  const stageRow = {
    title: 'Curriculum, stages',
    values: specs.map(({ curriculum }) => curriculum.stages.map(({ name }) => name).join(', ')),
  }
  const rest = differences.filter(({ path }) => !isTold(path) && !names.includes(path))
  return [
    ...(specs.length > 0 ? laneRows : []),
    ...(specs.length > 0 && touches('curriculum.stages') ? [stageRow] : []),
    ...rest.map(({ path, values }) => ({ title: path, values: values.map(plainly) })),
  ]
}

/** Names are what the columns are called by already. */
const names = ['name', 'curriculum.name']

/** A lane as the values it passes and where: "0 → 0.1 at 50 %". */
export function laneInWords(lane: LaneName, keys: readonly Keyframe[]): string {
  if (keys.length === 0) return '–'
  const { format } = laneWords[lane]
  return keys
    .map(({ at, value }, index) => (index === 0 ? format(value) : `${format(value)} ${place(at)}`))
    .join(' → ')
}

function place(at: Position): string {
  if ('step' in at) return `at step ${formatCount(at.step)}`
  if ('epoch' in at) return `at epoch ${formatNumber(at.epoch)}`
  return `at ${formatNumber(at.share * 100)} %`
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
