import { protocolMs, trainingMs, type CostReport, type RunSpec } from '#contract'
import { resolvedOf } from '../../timeline/edits.ts'

/** How long a group of runs computes, as far as it was measured. */
export interface LaunchTime {
  readonly trainingSeconds: number
  readonly evaluationSeconds: number
  /** Runs whose time is in the sums. */
  readonly known: number
  /** Attacks that the evaluations' time leaves out: their length is not known before. */
  readonly without: readonly string[]
  /** When the oldest of the rates was measured, milliseconds since 1970; null where none is used. */
  readonly measuredAt: number | null
  /** Whether some rates are too long because a run was computed meanwhile. */
  readonly wasBusy: boolean
}

/** Everything that measured rates depend on; specs of one key share what was measured. */
export function ratesKey(spec: RunSpec): string {
  const {
    curriculum: _1,
    evaluation: _2,
    probe: _3,
    name: _4,
    seed: _5,
    epochs: _6,
    ...parts
  } = spec
  return JSON.stringify(parts)
}

/**
 * The time of all runs together: what a machine computes, however many of them at a time.
 * @param reportsOf what was measured for a key; a later report may lack what an earlier one has
 */
export function launchTime(
  specs: readonly RunSpec[],
  reportsOf: (key: string) => readonly CostReport[],
): LaunchTime {
  const kinds = new Map<string, { readonly spec: RunSpec; runs: number }>()
  for (const spec of specs) {
    const key = timeKey(spec)
    const kind = kinds.get(key)
    if (kind) kind.runs++
    else kinds.set(key, { spec, runs: 1 })
  }
  const sum = { trainingSeconds: 0, evaluationSeconds: 0, known: 0, wasBusy: false }
  const without = new Set<string>()
  const moments: number[] = []
  for (const { spec, runs } of kinds.values()) {
    const known = timeOf(spec, reportsOf(ratesKey(spec)))
    if (!known) continue
    sum.trainingSeconds += (runs * known.training) / 1000
    sum.evaluationSeconds += (runs * known.evaluation.ms) / 1000
    sum.known += runs
    sum.wasBusy ||= known.report.wasBusy
    for (const attack of known.evaluation.unknown) without.add(attack)
    moments.push(known.report.measuredAt)
  }
  const measuredAt = moments.length > 0 ? Math.min(...moments) : null
  return { ...sum, without: [...without], measuredAt }
}

/** One spec for each thing that has to be measured before the whole time is known. */
export function unmeasured(
  specs: readonly RunSpec[],
  reportsOf: (key: string) => readonly CostReport[],
): readonly RunSpec[] {
  const missing = new Map<string, RunSpec>()
  for (const spec of specs) {
    const key = ratesKey(spec)
    if (!missing.has(key) && !timeOf(spec, reportsOf(key))) missing.set(key, spec)
  }
  return [...missing.values()]
}

function timeOf(spec: RunSpec, reports: readonly CostReport[]) {
  const curriculum = resolvedOf(spec)
  for (const report of reports.toReversed()) {
    const training = trainingMs(curriculum, spec, report.rates)
    if (training === null) continue
    return { training, evaluation: protocolMs(spec.evaluation, report.rates.evaluation), report }
  }
  return null
}

/** Names and seeds change nothing about how long a run takes. */
function timeKey({ name: _, seed: _seed, ...spec }: RunSpec): string {
  return JSON.stringify(spec)
}
