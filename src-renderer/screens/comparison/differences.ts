import { laneNames, type LaneName } from '#contract'
import { laneWords } from '../../wording/index.ts'

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

/** A setting as people read it: keyframes of a lane as the values they pass, the rest as JSON. */
export function settingWords(path: string, json: string): string {
  const value = parsed(json)
  if (value === undefined || value === null) return '–'
  const lane = laneNames.find((name) => path === `curriculum.lanes.${name}`)
  if (lane && Array.isArray(value)) return laneInWords(lane, value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

function laneInWords(lane: LaneName, keys: readonly unknown[]): string {
  const values = keys.flatMap((key) =>
    typeof key === 'object' && key !== null && 'value' in key && typeof key.value === 'number'
      ? [laneWords[lane].format(key.value)]
      : [],
  )
  return values.filter((value, index) => value !== values[index - 1]).join(' → ')
}
