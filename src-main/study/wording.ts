import type { Spread } from '#comparison'
import type { Answer } from './answer.ts'
import type { Hypothesis, Metric } from './design.ts'
import { margin, outcomes, type Outcome } from './outcome.ts'
import type { Verdict } from './verdict.ts'

/** The verdict in plain sentences: what it is, and what it rests on. */
export function sentencesOf(verdict: Verdict): string[] {
  return [
    `Claim: ${verdict.claim}`,
    ...findingsOf(verdict).map(
      ({ by, finding, tests }) => `Measured by ${by}: ${finding} (${tests}).`,
    ),
    ...basisOf(verdict),
  ]
}

/** What a claim came to by one metric. */
export interface Finding {
  /** `accuracy under the perturbation` */
  readonly by: string
  readonly outcome: Outcome
  /** The outcome in words: `does not hold`. */
  readonly finding: string
  /** `of 8 tests, 7 hold and 1 is inside the noise` */
  readonly tests: string
}

const metrics: Readonly<Record<Metric, string>> = {
  accuracy: 'accuracy under the perturbation',
  invariance: 'the label-free invariance rate',
}

export function findingsOf({ answers, outcomes: found, size }: Verdict): Finding[] {
  return (['accuracy', 'invariance'] as const).map((metric) => {
    const tests = answers.filter((one) => one.role === 'claim' && one.metric === metric)
    const counts = outcomes.flatMap((outcome) => {
      const number = tests.filter((one) => one.outcome === outcome).length
      return number === 0 ? [] : [`${number} ${number === 1 ? words[outcome] : plural[outcome]}`]
    })
    const outcome = size === 'quick' ? 'no verdict' : found[metric]
    return {
      ...{ by: metrics[metric], outcome },
      finding: size === 'quick' ? 'quick: no verdict' : wordsOf(outcome),
      tests: `of ${tests.length} tests, ${listed(counts)}`,
    }
  })
}

/** `a, b and c` */
function listed(parts: readonly string[]): string {
  const last = parts.slice(-2).join(' and ')
  return [...parts.slice(0, -2), last].join(', ')
}

const words: Readonly<Record<Outcome, string>> = {
  holds: 'holds',
  'does not': 'does not hold',
  'inside the noise': 'is inside the noise',
  'no verdict': 'has no verdict',
}
const plural: typeof words = {
  holds: 'hold',
  'does not': 'do not hold',
  'inside the noise': 'are inside the noise',
  'no verdict': 'have no verdict',
}

/** An outcome by itself, as tables show it. */
export function wordsOf(outcome: Outcome): string {
  return outcome === 'does not' ? words[outcome] : outcome
}

/** What a verdict rests on: its runs, what they were measured under, and the rule. */
export function basisOf(verdict: Verdict): string[] {
  return [runsSentence(verdict), measuredSentence(verdict), ruleSentence, effectsSentence(verdict)]
}

function runsSentence({ runs, seeds, size, grounds }: Verdict): string {
  const { planned, finished, degenerate } = runs
  const there = finished === planned ? `All ${planned}` : `${finished} of ${planned}`
  const constant =
    degenerate.length === 0
      ? 'none of them is degenerate'
      : `${degenerate.length} of them answer one class for nearly everything and are left out ` +
        `(${degenerate.join('; ')})`
  const { dataset, trainingImages } = grounds
  const trained = `size ${size}, ${trainingImages} training images of ${dataset}`
  return `${there} runs are there (${trained}, seeds ${seeds.join(', ')}); ${constant}.`
}

function measuredSentence({ grounds: { testImages, perturbations } }: Verdict): string {
  const under = perturbations.map(({ name, plan }) => `${name}: ${plan}`).join('; ')
  return (
    `Every run is evaluated on the same ${testImages} test images. ${capital(under)}. The invariance ` +
    'rate is the share of predictions that stay as they were, whatever the label.'
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const ruleSentence =
  `A test holds if the 95 % t interval of its effect over seeds lies above 0 and the mean is at least ` +
  `${margin}; it does not hold if the interval lies below ${margin}; else the effect is inside the ` +
  'noise. A claim holds if all of its tests do, and does not hold if one does not.'

/** How an effect is computed, by kind of test. */
const effects: Readonly<Record<Hypothesis['kind'], string>> = {
  trend:
    'of a trend, the change over the whole axis by the least-squares line of each seed, with ' +
    'Spearman’s rank correlation beside it (1 where every step goes the same way)',
  advance:
    'of a front, the hypervolume from (0, 0) that a setting adds to the front of the single methods, ' +
    'less what the one it is held against adds',
  difference: 'of two settings, their difference',
}

function effectsSentence({ kinds }: Verdict): string {
  return `Effects are paired by seed: ${kinds.map((kind) => effects[kind]).join('; ')}.`
}

/** One test in a sentence. */
export function sentenceOfAnswer(answer: Answer): string {
  const { about, says, effect, outcome, reason } = answer
  const what = `${about}: ${says}`
  if (!effect) return `${what}: no verdict (${reason}).`
  const numbers = [`effect ${formatEffect(effect)}`]
  if (effect.interval)
    numbers.push(`95 % interval ${effect.interval.map((end) => signed(end)).join(' to ')}`)
  if (answer.rankCorrelation !== null) {
    numbers.push(`rank correlation ${signed(answer.rankCorrelation, 2)}`)
  }
  if (answer.leftOut.length > 0) numbers.push(`without ${answer.leftOut.join('; ')}`)
  return `${what}: ${reason === '' ? wordsOf(outcome) : `no verdict (${reason})`}; ${numbers.join(', ')}.`
}

/** `0.913 ± 0.012`, mean and standard deviation over seeds; one seed has no spread. */
export function formatSpread({ mean, sd }: Spread): string {
  if (Number.isNaN(mean)) return '–'
  return sd === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${sd.toFixed(3)}`
}

/** The same of a difference, with its sign. */
export function formatEffect({ mean, sd }: Spread): string {
  return sd === null ? signed(mean) : `${signed(mean)} ± ${sd.toFixed(3)}`
}

/** With a sign always: + or −. */
export function signed(value: number, digits = 3): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : `+${text}`
}
