import { meanSd, type Spread } from '#comparison'
import { answer, type Answer } from './answer.ts'
import type { Cell, Hypothesis, Measure, Metric } from './design.ts'
import { observe, type Observations, type Recorded } from './observe.ts'
import { combined, type Outcome } from './outcome.ts'
import type { Size } from './scale.ts'
import { designOf, seedsOf, templateOf } from './templates.ts'
import { groundsOf, type Grounds } from './grounds.ts'

/** What the runs of a study say, as far as they are there. */
export interface Verdict {
  readonly study: string
  readonly title: string
  readonly claim: string
  readonly size: Size
  readonly seeds: readonly number[]
  /** Over every test of the claim, by what robustness is measured by. */
  readonly outcomes: Readonly<Record<Metric, Outcome>>
  readonly grounds: Grounds
  /** What kinds of test there are. */
  readonly kinds: readonly Hypothesis['kind'][]
  readonly runs: {
    readonly planned: number
    readonly finished: number
    /** Labels and seeds of runs that answer one class for nearly everything. */
    readonly degenerate: readonly string[]
    /** Of computing, over all finished runs. */
    readonly seconds: number
  }
  readonly answers: readonly Answer[]
  readonly rows: readonly VerdictRow[]
}

/** A cell with the mean and spread of each measure over its sound runs. */
export interface VerdictRow {
  readonly label: string
  readonly finished: number
  readonly degenerate: number
  readonly values: readonly { readonly measure: string; readonly spread: Spread }[]
}

/** Judges a study by its recorded runs alone. A quick one shows numbers and has no verdict. */
export function verdictOf(input: {
  readonly name: string
  readonly size: Size
  readonly runs: readonly Recorded[]
  /** The seeds it was asked for; the size's own unless told. */
  readonly seeds?: readonly number[]
}): Verdict {
  const { name, size, runs, seeds = seedsOf(size) } = input
  const { title, claim } = templateOf(name)
  const { cells, measures, hypotheses } = designOf(name, size)
  const known = observe(runs, seeds)
  const answers = hypotheses.map((hypothesis) => answer(hypothesis, known, size))
  return {
    ...{ study: name, title, claim, size, seeds, answers },
    outcomes: {
      accuracy: overall(answers, 'accuracy'),
      invariance: overall(answers, 'invariance'),
    },
    grounds: groundsOf(cells, measures),
    kinds: [...new Set(hypotheses.map(({ kind }) => kind))],
    runs: countRuns(cells, known),
    rows: cells.map((cell) => rowOf(cell, measures, known)),
  }
}

function overall(answers: readonly Answer[], metric: Metric): Outcome {
  const ofClaim = answers.filter((one) => one.role === 'claim' && one.metric === metric)
  return combined(ofClaim.map(({ outcome }) => outcome))
}

function countRuns(cells: readonly Cell[], { seeds, at }: Observations): Verdict['runs'] {
  const seen = cells.flatMap((cell) =>
    seeds.flatMap((seed) => {
      const run = at(cell, seed)
      return run ? [{ ...run, label: `${cell.label}, seed ${seed}` }] : []
    }),
  )
  return {
    planned: cells.length * seeds.length,
    finished: seen.length,
    degenerate: seen.filter(({ degenerate }) => degenerate).map(({ label }) => label),
    seconds: seen.reduce((sum, run) => sum + run.seconds, 0),
  }
}

function rowOf(cell: Cell, measures: readonly Measure[], { seeds, at }: Observations): VerdictRow {
  const runs = seeds.flatMap((seed) => at(cell, seed) ?? [])
  const sound = runs.filter(({ degenerate }) => !degenerate)
  return {
    label: cell.label,
    finished: runs.length,
    degenerate: runs.length - sound.length,
    values: measures.map((measure) => ({
      measure: measure.label,
      spread: meanSd(sound.map((run) => run.rate(measure))),
    })),
  }
}
