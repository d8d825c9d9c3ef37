import {
  isAttacked,
  isMoved,
  settingsAt,
  type ResolvedCurriculum,
  type Settings,
} from '#curriculum'
import { plansOf, type AttackPlan, type Protocol } from '#threat'
import type { EvaluationRates, MemoryLine, Rates } from './rates.ts'
import type { RunSpec } from './run-spec.ts'

/** What decides the parts of a step beside its settings. */
type Manner = Pick<RunSpec, 'attack'>

/** Steps that are looked at: settings move slowly, and a drag asks at each frame. */
const looks = 400

/** Milliseconds of one training step: its parts at their rates; null where one was not measured. */
export function stepMs(settings: Settings, { attack }: Manner, rates: Rates): number | null {
  const parts = isMoved(settings) ? rates.moved : rates.still
  if (!parts) return null
  // A replay attacks and learns in one pass.
  if (attack.replays !== undefined || !isAttacked(settings)) return parts.plain
  if (parts.attacked === null || parts.climb === null) return null
  return parts.attacked + settings.attackSteps * parts.climb
}

/** Milliseconds of a whole training, without probes and checkpoints; gates are taken to stay shut. */
export function trainingMs(
  curriculum: ResolvedCurriculum,
  manner: Manner,
  rates: Rates,
): number | null {
  const each = settingsSeen(curriculum).map((settings) => stepMs(settings, manner, rates))
  const known = each.filter((ms) => ms !== null)
  if (known.length < each.length) return null
  const sum = known.reduce((all, ms) => all + ms, 0)
  return each.length === 0 ? 0 : (sum * curriculum.extent.steps) / each.length
}

/** The widest settings that a curriculum reaches with images still, and with images moved. */
export interface Reach {
  readonly still: Settings | null
  readonly moved: Settings | null
}

/** What has to be measured before a curriculum's duration is known. */
export function reachOf(curriculum: ResolvedCurriculum): Reach {
  const seen = settingsSeen(curriculum)
  const widest = (all: readonly Settings[]): Settings | null =>
    all.reduce<Settings | null>((most, next) => (most ? larger(most, next) : next), null)
  return {
    still: widest(seen.filter((settings) => !isMoved(settings))),
    moved: widest(seen.filter(isMoved)),
  }
}

function larger(a: Settings, b: Settings): Settings {
  const entries = Object.entries(a) as [keyof Settings, number][]
  return Object.fromEntries(
    entries.map(([lane, value]) => [lane, Math.max(value, b[lane])]),
  ) as unknown as Settings
}

function settingsSeen(curriculum: ResolvedCurriculum): Settings[] {
  const { steps } = curriculum.extent
  const count = Math.min(steps, looks)
  return Array.from({ length: count }, (_, look) =>
    settingsAt(curriculum, Math.floor(((look + 0.5) * steps) / count)),
  )
}

/** How long a protocol takes, as far as it can be known before. */
export interface ProtocolDuration {
  readonly ms: number
  /** Attacks whose passes are not known before: they end when an image is fooled. */
  readonly unknown: readonly AttackPlan['attack'][]
}

/** Milliseconds of an evaluation: each plan, and the second prediction of what it perturbed. */
export function protocolMs(protocol: Protocol, rates: EvaluationRates): ProtocolDuration {
  const unknown = new Set<AttackPlan['attack']>()
  const ms = plansOf(protocol).reduce((sum, { plan, count = protocol.subset.count }) => {
    const each = planMs(plan, rates)
    if (each === null) unknown.add(plan.attack)
    return sum + Math.ceil(count / rates.images) * ((each ?? 0) + rates.judge)
  }, 0)
  return { ms, unknown: [...unknown] }
}

/** Milliseconds of a plan on as many images as the rates are of; null where it cannot be known. */
export function planMs(plan: AttackPlan, rates: EvaluationRates): number | null {
  switch (plan.attack) {
    case 'clean':
    case 'corruption':
      return rates.judge
    case 'fgsm':
      return rates.begin + rates.climb
    case 'pgd':
      return plan.norm === 'l1' ? null : plan.restarts * (rates.begin + plan.steps * rates.climb)
    case 'spatial-random':
      return plan.draws * rates.turn
    case 'spatial-grid':
      return plan.rotations * plan.translations ** 2 * rates.turn
    default:
      return null
  }
}

/** Bytes that a process needs to train by batches of this size. */
export function trainingBytes(
  { fixedBytes, bytesPerImage }: MemoryLine,
  batchSize: number,
): number {
  return fixedBytes + batchSize * bytesPerImage
}

/** The largest batch that fits into so many bytes; 0 when none does. */
export function largestBatch({ fixedBytes, bytesPerImage }: MemoryLine, bytes: number): number {
  if (bytes <= fixedBytes || bytesPerImage <= 0) return 0
  return Math.floor((bytes - fixedBytes) / bytesPerImage)
}

/** The line through what two sizes of batch took. */
export function memoryLine(
  small: { readonly batchSize: number; readonly bytes: number },
  large: { readonly batchSize: number; readonly bytes: number },
): MemoryLine {
  const bytesPerImage = Math.max(
    0,
    (large.bytes - small.bytes) / (large.batchSize - small.batchSize),
  )
  return { fixedBytes: large.bytes - large.batchSize * bytesPerImage, bytesPerImage }
}
