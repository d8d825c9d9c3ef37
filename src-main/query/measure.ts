/** Which of the values that a run has of a number is meant. */
export type Reading = 'last' | 'best' | 'lowest' | 'highest' | { readonly step: number }

/**
 * A number of a run: a series of its training (`loss`) or what its evaluations found (`clean`,
 * `adversarial`, at a strength `adversarial@8/255`), and which of its values.
 */
export interface Measure {
  /** As stored, without the strength. */
  readonly name: string
  /** ε in [0, 1], degrees, px or share, by what is measured; null for the headline. Four decimals. */
  readonly strength: number | null
  readonly reading: Reading
}

/** What every evaluation is summed up by, so that it may be asked for before there is one. */
export const headlineNames = [
  ...(['clean', 'adversarial', 'spatial', 'worstCase', 'corruption'] as const),
  ...(['adversarialInvariance', 'spatialInvariance', 'worstCaseInvariance'] as const),
] as const

export type Direction = 'maximise' | 'minimise'

/** Short names that people write for stored ones. */
const aliases: Readonly<Record<string, string>> = {
  adv: 'adversarial',
  spat: 'spatial',
  worst: 'worstCase',
  acc: 'clean',
}

const pattern =
  /^([A-Za-z][A-Za-z0-9]*(?:\.(?!(?:last|best|lowest|highest)$|at\()[A-Za-z][A-Za-z0-9]*)*)(?:@(\d+(?:\.\d+)?)(?:\/(\d+))?)?(?:\.(last|best|lowest|highest)|\.at\((\d+)\))?$/

/** A measure from `name[@strength][.last|.best|.lowest|.highest|.at(STEP)]`; undefined if it is none. */
export function parseMeasure(text: string): Measure | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [, name, whole, divisor, reading, step] = found
  const strength = whole === undefined ? null : Number(whole) / Number(divisor ?? 1)
  if (strength !== null && !Number.isFinite(strength)) return undefined
  return {
    name: aliases[name.toLowerCase()] ?? name,
    strength: strength === null ? null : rounded(strength),
    reading: step === undefined ? ((reading as Reading | undefined) ?? 'last') : stepOf(step),
  }
}

const stepOf = (text: string): Reading => ({ step: Number(text) })

/** Strengths are told apart to four decimals: 8/255 and 0.0314 are one. */
export function rounded(strength: number): number {
  return Math.round(strength * 1e4) / 1e4
}

/** A measure as `parseMeasure` reads it back. */
export function formatMeasure({ name, strength, reading }: Measure): string {
  const at = strength === null ? '' : `@${formatStrength(strength)}`
  if (typeof reading === 'object') return `${name}${at}.at(${reading.step})`
  return `${name}${at}${reading === 'last' ? '' : `.${reading}`}`
}

/** `8/255` where it is a whole level of an 8-bit image, else in decimals. */
function formatStrength(strength: number): string {
  const level = Math.round(strength * 255)
  const isLevel = level > 0 && level <= 32 && rounded(level / 255) === strength
  return isLevel ? `${level}/255` : String(strength)
}

/** The name a number is stored under: with its strength, without its reading. */
export function storedName({ name, strength }: Pick<Measure, 'name' | 'strength'>): string {
  return strength === null ? name : `${name}@${strength}`
}

/** The measure of a stored name, at its last value. */
export function measureOf(stored: string): Measure {
  const [name, strength] = stored.split('@')
  return { name, strength: strength === undefined ? null : Number(strength), reading: 'last' }
}

/** Whether more of it is better: of losses, gaps and settings less is, of all else more. */
export function directionOf({ name }: Pick<Measure, 'name'>): Direction {
  return /loss|gap|^setting\./i.test(name) ? 'minimise' : 'maximise'
}
