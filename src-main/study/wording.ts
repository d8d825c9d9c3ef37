import type { Spread } from '#comparison'
import type { Answer } from './answer.ts'
import type { Metric } from './design.ts'
import { margin } from './outcome.ts'
import type { Verdict } from './verdict.ts'

/** The verdict in plain sentences, the rule it was reached by included. */
export function sentencesOf(verdict: Verdict): string[] {
  return [
    `Claim: ${verdict.claim}`,
    ...(['accuracy', 'invariance'] as const).map((metric) => overallSentence(verdict, metric)),
    runsSentence(verdict),
    ruleSentence,
  ]
}

const measuredBy: Readonly<Record<Metric, string>> = {
  accuracy: 'accuracy under the perturbation',
  invariance: 'the label-free invariance rate',
}

function overallSentence({ answers, outcomes, size }: Verdict, metric: Metric): string {
  const tests = answers.filter((one) => one.role === 'claim' && one.metric === metric)
  const counts = (['holds', 'does not', 'inside the noise', 'no verdict'] as const).flatMap(
    (outcome) => {
      const number = tests.filter((one) => one.outcome === outcome).length
      return number === 0 ? [] : [`${number} × ${outcome}`]
    },
  )
  const outcome = size === 'quick' ? 'quick: no verdict' : outcomes[metric]
  return `Measured by ${measuredBy[metric]}: ${outcome} (${tests.length} tests: ${counts.join(', ')}).`
}

function runsSentence({ runs, seeds, size }: Verdict): string {
  const { planned, finished, degenerate } = runs
  const there = finished === planned ? `All ${planned}` : `${finished} of ${planned}`
  const constant =
    degenerate.length === 0
      ? 'none of them is degenerate'
      : `${degenerate.length} of them answer one class for nearly everything and are left out ` +
        `(${degenerate.join('; ')})`
  return `${there} runs are there (size ${size}, seeds ${seeds.join(', ')}); ${constant}.`
}

const ruleSentence =
  `A test holds if the 95 % t interval of its effect over seeds lies above 0 and the mean is at least ` +
  `${margin}; it does not if the interval lies below ${margin}; else the effect is inside the noise. A ` +
  'claim holds if all of its tests do, and does not if one does not. The interval is over seeds: every ' +
  'run is evaluated on the same test images.'

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
  return `${what}: ${reason === '' ? outcome : `no verdict (${reason})`}; ${numbers.join(', ')}.`
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
