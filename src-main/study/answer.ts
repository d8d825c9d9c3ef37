import type { Hypothesis, Metric } from './design.ts'
import { cellsOf, measure } from './measured.ts'
import type { Observations } from './observe.ts'
import { effectOf, outcomeOf, type Effect, type Outcome } from './outcome.ts'
import type { Size } from './scale.ts'

/** One hypothesis with what became of it. */
export interface Answer {
  /** `std-cnn, rotation`. */
  readonly about: string
  readonly role: Hypothesis['role']
  readonly metric: Metric
  /** What is said of which measure: `adversarial accuracy falls`. */
  readonly says: string
  /** In the direction of what is said; null where nothing could be computed. */
  readonly effect: Effect | null
  /** Of a trend: mean over seeds of Spearman's correlation, positive where it goes as said. */
  readonly rankCorrelation: number | null
  /** Levels or seeds without a sound run. */
  readonly leftOut: readonly string[]
  readonly outcome: Outcome
  /** Why there is no verdict; empty where there is one. */
  readonly reason: string
}

/** Puts a hypothesis to the test, once every run that it needs is there. */
export function answer(hypothesis: Hypothesis, known: Observations, size: Size): Answer {
  const { about, role } = hypothesis
  const asked = { about, role, metric: metricOf(hypothesis), says: saysOf(hypothesis) }
  const missing = missingOf(hypothesis, known)
  if (missing > 0) {
    const reason = `${missing} of its runs ${missing === 1 ? 'is' : 'are'} not there`
    return { ...asked, ...nothing, leftOut: [], reason }
  }
  const { bySeed, rankCorrelation, leftOut } = measure(hypothesis, known)
  if (bySeed.size === 0) {
    return { ...asked, ...nothing, leftOut, reason: 'too few sound runs are left to compare' }
  }
  const effect = effectOf(bySeed)
  const reason = reasonOf(effect, size)
  const outcome = reason === '' ? outcomeOf(effect) : 'no verdict'
  return { ...asked, effect, rankCorrelation, leftOut, outcome, reason }
}

const nothing = { effect: null, rankCorrelation: null, outcome: 'no verdict' } as const

function reasonOf({ interval }: Effect, size: Size): string {
  if (size === 'quick') return 'quick'
  return interval ? '' : 'one seed has no spread'
}

function missingOf(hypothesis: Hypothesis, { seeds, at }: Observations): number {
  return cellsOf(hypothesis)
    .flatMap((cell) => seeds.map((seed) => at(cell, seed)))
    .filter((run) => run === undefined).length
}

function metricOf(hypothesis: Hypothesis): Metric {
  return hypothesis.kind === 'advance' ? hypothesis.measures[0].metric : hypothesis.measure.metric
}

function saysOf(hypothesis: Hypothesis): string {
  switch (hypothesis.kind) {
    case 'trend':
      return `${hypothesis.measure.label} ${hypothesis.expected} with ${hypothesis.axis.label}`
    case 'difference':
      return `${hypothesis.measure.label} is ${hypothesis.expected === 'rises' ? 'higher' : 'lower'}`
    case 'advance':
      return `hypervolume of ${hypothesis.measures.map(({ label }) => label).join(' and ')} is larger`
  }
}
