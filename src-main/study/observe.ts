import { canonicalJson, configKey, runSpecSchema, type RunSpec } from '#spec'
import { planKey } from '#threat'
import type { Cell, Measure } from './design.ts'

/** A run as the host tells of it, as far as a study reads it. */
export interface Recorded {
  readonly spec: RunSpec
  readonly summary: { readonly state: string; readonly activeSeconds: number }
  readonly evaluations: readonly {
    readonly finished: boolean
    readonly protocol: RunSpec['evaluation']
    readonly scores: { readonly degenerate: boolean } | null
    readonly plans: readonly {
      readonly key: string
      readonly accuracy: number
      readonly invariance: number | null
    }[]
  }[]
}

/** What is known of one cell at one seed. */
export interface Observation {
  readonly seed: number
  /** One class for nearly everything: shown and counted, but its rates mean nothing. */
  readonly degenerate: boolean
  readonly seconds: number
  /** A measure of it; NaN where its plan was not evaluated. */
  rate(measure: Measure): number
}

/** What was observed of cells, at the seeds that are asked for. */
export interface Observations {
  readonly seeds: readonly number[]
  readonly at: (cell: Cell, seed: number) => Observation | undefined
}

/**
 * Finds each cell's finished runs by everything in their specs but the name; of two repetitions the
 * first counts. Evaluations by another protocol than the spec's are passed over.
 */
export function observe(runs: readonly Recorded[], seeds: readonly number[]): Observations {
  const found = new Map<string, Observation>()
  for (const run of runs) {
    const key = `${configKeyNow(run.spec)} ${run.spec.seed}`
    const observation = observationOf(run)
    if (observation && !found.has(key)) found.set(key, observation)
  }
  return { seeds, at: ({ spec }, seed) => found.get(`${configKeyNow(spec)} ${seed}`) }
}

/** A spec kept by an earlier version means what it means with the defaults that came since. */
export function configKeyNow(spec: RunSpec): string {
  return configKey(runSpecSchema.parse(spec))
}

function observationOf({ spec, summary, evaluations }: Recorded): Observation | undefined {
  const own = canonicalJson(spec.evaluation)
  const made = evaluations.find((one) => one.finished && canonicalJson(one.protocol) === own)
  if (!made || summary.state !== 'finished') return undefined
  const rates = new Map(made.plans.map((plan) => [plan.key, plan]))
  return {
    seed: spec.seed,
    degenerate: made.scores?.degenerate ?? false,
    seconds: summary.activeSeconds,
    rate: ({ plan, metric }) => rates.get(planKey(plan))?.[metric] ?? NaN,
  }
}
