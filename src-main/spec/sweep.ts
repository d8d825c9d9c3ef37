import { CuspError } from '#errors'
import { withFields } from './overrides.ts'
import type { RunSpec } from './run-spec.ts'

/** A path into a spec and the values it takes, each as `applyOverrides` reads them. */
export interface Axis {
  readonly path: string
  readonly values: readonly string[]
}

type Setting = readonly { readonly path: string; readonly value: string }[]

/** Most runs that one sweep makes. */
const most = 1000

/**
 * An axis as people write it: `attack.replays = 2, 4, 8`. Commas inside brackets, braces and quotes
 * belong to a value: `model = {"architecture": "std-cnn"}, {"architecture": "p4-cnn"}`.
 * @throws CuspError `input.invalid`, saying what is missing.
 */
export function parseAxis(text: string): Axis {
  const equals = text.indexOf('=')
  const path = text.slice(0, Math.max(0, equals)).trim()
  if (path === '') throw refusal(text, 'is not path = value, value; write loss.beta = 1, 3, 6')
  const values = splitValues(text.slice(equals + 1))
  if (values.some((value) => value === '')) throw refusal(text, 'has an empty value')
  if (new Set(values).size < values.length) throw refusal(text, 'names a value twice')
  return { path, values }
}

function splitValues(text: string): string[] {
  const values: string[] = []
  let depth = 0
  let isQuoted = false
  let value = ''
  for (const [i, sign] of [...text].entries()) {
    if (sign === '"' && text[i - 1] !== '\\') isQuoted = !isQuoted
    if (!isQuoted && '[{'.includes(sign)) depth++
    if (!isQuoted && ']}'.includes(sign)) depth--
    if (sign !== ',' || depth > 0 || isQuoted) value += sign
    else value = (values.push(value.trim()), '')
  }
  return [...values, value.trim()]
}

/**
 * The members of a sweep: the base spec under every combination of the axes' values and the seeds, the
 * last axis changing fastest and seeds faster still; each is named by what it was given.
 * @throws CuspError `input.invalid` for a path that leads nowhere or too many members, `spec.invalid`
 *   for a value that does not belong.
 */
export function sweepOf(base: RunSpec, axes: readonly Axis[], seeds: readonly number[]): RunSpec[] {
  const count = axes.reduce((product, { values }) => product * values.length, seeds.length)
  if (count > most) throw refusal(`${count} runs`, `is more than a sweep makes, which is ${most}`)
  let settings: Setting[] = [[]]
  for (const { path, values } of axes)
    settings = settings.flatMap((one) => values.map((value): Setting => [...one, { path, value }]))
  return settings.flatMap((setting) => {
    const given = setting.map(({ path, value }) => `${lastOf(path)} ${value}`)
    const name = [base.name, ...given].join(', ')
    const overrides = setting.map(({ path, value }) => `${path}=${value}`)
    const named = { ...base, name }
    const member = withFields(named, named, overrides)
    return seeds.map((seed) => ({ ...member, seed }))
  })
}

/** `curriculum.lanes.epsilon[1].value` is known as `epsilon[1]`: a bare `value` says nothing. */
function lastOf(path: string): string {
  const parts = path.split('.')
  const last = parts.at(-1) ?? path
  return last === 'value' ? (parts.at(-2) ?? last) : last
}

function refusal(text: string, problem: string): CuspError {
  return new CuspError('input.invalid', `sweep "${text}": ${problem}`, { place: 'sweep' })
}
