import {
  isAttacked,
  isMoved,
  settingsAt,
  type ResolvedCurriculum,
  type Settings,
} from '#curriculum'
import { examinationOf, plansOf, type AttackPlan, type Protocol } from '#threat'
import type { ProbeSpec } from './probe-spec.ts'
import type { EvaluationRates, MemoryLine, Rates } from './rates.ts'
import type { RunSpec } from './run-spec.ts'

/** What decides the parts of a step beside its settings. */
type Manner = Pick<RunSpec, 'attack'>

/** What decides the rest of a training. */
interface Surroundings extends Manner, Pick<RunSpec, 'probe' | 'checkpointEverySteps'> {
  readonly startsFrom?: { readonly step: number } | undefined
}

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

/**
 * Milliseconds of a whole training, from the start of its process to its last checkpoint; gates are
 * taken to stay shut. A fork begins at the step of its checkpoint: what lies before is not computed.
 */
export function trainingMs(
  curriculum: ResolvedCurriculum,
  run: Surroundings,
  rates: Rates,
): number | null {
  const from = run.startsFrom?.step ?? 0
  const seen = settingsSeen(curriculum, from)
  const each = seen.map((settings) => stepMs(settings, run, rates))
  const known = each.filter((ms) => ms !== null)
  if (known.length < each.length) return null
  const sum = known.reduce((all, ms) => all + ms, 0)
  const { steps } = curriculum.extent
  const every = run.checkpointEverySteps
  const first = [
    seen.some(isMoved) ? rates.moved?.first : 0,
    seen.some((settings) => !isMoved(settings)) ? rates.still?.first : 0,
  ].reduce((all: number, ms = 0) => all + ms, 0)
  const { start, save } = rates.around
  const saves = (Math.ceil(steps / every) - Math.floor(from / every)) * save
  const probes = probesOf(curriculum, from, run.probe) * probeMs(run.probe, rates)
  return start + first + (sum * (steps - from)) / Math.max(each.length, 1) + saves + probes
}

/** At epoch ends, every so many steps, and at the end of the run. */
function probesOf(
  { extent: { steps, stepsPerEpoch } }: ResolvedCurriculum,
  from: number,
  { everyEpochs, everySteps = Infinity }: ProbeSpec,
): number {
  const epochs = everyEpochs * stepsPerEpoch
  const both = commonMultiple(epochs, everySteps)
  const times = (every: number): number => Math.floor(steps / every) - Math.floor(from / every)
  const isAtEnd = steps % epochs === 0 || steps % everySteps === 0
  return times(epochs) + times(everySteps) - times(both) + (isAtEnd ? 0 : 1)
}

function commonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (Number.isFinite(b) && y > 0) [x, y] = [y, x % y]
  return (a / x) * b
}

/** A probe compiles its graphs anew: they have the weights of the moment in them. */
function probeMs(probe: ProbeSpec, { around, evaluation }: Rates): number {
  const { judge, begin, climb, beginTurns, turn, first } = evaluation
  const portions = Math.ceil(probe.count / evaluation.images)
  const isMoving = probe.rotation > 0 || probe.translation > 0
  return (
    around.look +
    first.judge +
    portions * judge +
    (probe.epsilon > 0 ? first.climb + portions * (begin + probe.attackSteps * climb) : 0) +
    (isMoving ? first.turn + portions * (beginTurns + turn) : 0)
  )
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

function settingsSeen(curriculum: ResolvedCurriculum, from = 0): Settings[] {
  const steps = curriculum.extent.steps - from
  const count = Math.min(steps, looks)
  return Array.from({ length: count }, (_, look) =>
    settingsAt(curriculum, from + Math.floor(((look + 0.5) * steps) / count)),
  )
}

/** How long a protocol takes, as far as it can be known before. */
export interface ProtocolDuration {
  readonly ms: number
  /** Attacks whose passes are not known before: they end when an image is fooled. */
  readonly unknown: readonly AttackPlan['attack'][]
}

/**
 * Milliseconds of an evaluation: its graphs, each plan, and the second prediction of what it
 * perturbed.
 */
export function protocolMs(protocol: Protocol, rates: EvaluationRates): ProtocolDuration {
  const unknown = new Set<AttackPlan['attack']>()
  const graphs = new Set<keyof EvaluationRates['first']>(['judge'])
  if (examinationOf(protocol)) graphs.add('slope')
  const passes = plansOf(protocol).reduce((sum, { plan, count = protocol.subset.count }) => {
    const each = planMs(plan, rates)
    if (each === null) unknown.add(plan.attack)
    else graphs.add(graphOf(plan))
    return sum + Math.ceil(count / rates.images) * ((each ?? 0) + rates.judge)
  }, 0)
  const ms = [...graphs].reduce((sum, graph) => sum + rates.first[graph], passes)
  return { ms, unknown: [...unknown] }
}

/** What a plan of known length asks of the network beside its verdicts. */
function graphOf({ attack }: AttackPlan): keyof EvaluationRates['first'] {
  if (attack === 'pgd' || attack === 'fgsm') return 'climb'
  return attack.startsWith('spatial-') ? 'turn' : 'judge'
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
    case 'spatial-fixed':
      return rates.beginTurns + rates.turn
    case 'spatial-random':
      return rates.beginTurns + plan.draws * rates.turn
    case 'spatial-grid':
      return rates.beginTurns + plan.rotations * plan.translations ** 2 * rates.turn
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

/**
 * The largest batch that fits into so many bytes; 0 when none does, and Infinity where the larger of
 * the two batches measured took no more than the smaller: what a process needs beside them hides
 * batches of small images.
 */
export function largestBatch({ fixedBytes, bytesPerImage }: MemoryLine, bytes: number): number {
  if (bytes <= fixedBytes) return 0
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
