import { laneKinds, type LaneName } from '#contract'
import { epsilonUnitOf, formatIn, type EpsilonUnit } from './epsilon-unit.ts'
import { laneWords } from '../wording/index.ts'

/** A lane's name as read aloud: "epsilon", "attack steps". */
export function spokenName(lane: LaneName): string {
  return lane === 'epsilon' ? 'epsilon' : laneWords[lane].title.toLowerCase()
}

/** A lane's value as fields and read-outs show it: 4/255, ±60°, 0.001. */
export function formatValue(lane: LaneName, value: number, unit?: EpsilonUnit): string {
  if (lane === 'epsilon' && unit) return formatIn(unit, value)
  return laneWords[lane].format(value)
}

/**
 * A value between keys: ε as "4.6/255" where its keys are levels of 255, everything else as on keys.
 * @param values of the lane's keys
 */
export function formatReading(
  lane: LaneName,
  value: number,
  values: readonly number[],
  unit: EpsilonUnit = epsilonUnitOf(values),
): string {
  if (lane !== 'epsilon' || value === 0) return formatValue(lane, value)
  if (unit === 'decimal') return formatIn(unit, value)
  return `${Number((value * 255).toFixed(1))}/255`
}

/** A tick label: as the value, but whole decades of the learning rate as powers of ten. */
export function formatTick(lane: LaneName, value: number, unit?: EpsilonUnit): string {
  if (value === 0) return '0'
  const power = Math.log10(value)
  const whole = Math.abs(power - Math.round(power)) < 1e-9
  if (lane !== 'learningRate' || !whole) return formatValue(lane, value, unit)
  const digits = String(Math.abs(Math.round(power)))
  const raised = [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
  return `10${power < 0 && raised !== '⁰' ? '⁻' : ''}${raised}`
}

/**
 * What a person typed for a lane, with or without its unit: a number or a fraction such as 8/255.
 * Ranges are not looked at here: what a spec may hold is the schema's to say.
 * @returns undefined where it is no number
 */
export function parseValue(lane: LaneName, text: string): number | undefined {
  const bare = text.replace(/[±°,\s]|px$/g, '').replace('−', '-')
  const parts = bare.split('/')
  if (parts.length > 2 || parts.some((part) => part === '')) return undefined
  const [above, below = 1] = parts.map(Number)
  const value = above === undefined ? NaN : above / below
  if (!Number.isFinite(value)) return undefined
  return laneKinds[lane].whole ? Math.round(value) : value
}
