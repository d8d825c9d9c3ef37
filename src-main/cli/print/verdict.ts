import {
  formatEffect,
  formatSpread,
  sentencesOf,
  signed,
  type Answer,
  type Outcome,
  type Verdict,
} from '#study'
import { faint, outcomeName, strong } from './style.ts'
import { formatTable } from './table.ts'

/** A verdict for a terminal: every setting, every test, and what they come to. */
export function formatVerdict(verdict: Verdict): string {
  const tests = (role: Answer['role']) => verdict.answers.filter((one) => one.role === role)
  return [
    strong(verdict.title),
    formatRows(verdict),
    `${strong('Tests of the claim')} ${faint('(effects in the direction claimed, mean ± sd over seeds)')}`,
    formatAnswers(tests('claim')),
    `${strong('Checks')} ${faint('(that training did its work; what stands beside the claim)')}`,
    formatAnswers(tests('check')),
    ...sentencesOf(verdict),
  ].join('\n\n')
}

function formatRows({ rows }: Verdict): string {
  const titles = rows[0].values.map(({ measure }) => ({ title: measure, align: 'right' as const }))
  return formatTable(
    [{ title: 'setting' }, ...titles],
    rows.map(({ label, degenerate, finished, values }) => [
      label + (degenerate > 0 ? ` (${degenerate} of ${finished} degenerate)` : ''),
      ...values.map(({ spread }) => formatSpread(spread)),
    ]),
  )
}

function formatAnswers(answers: readonly Answer[]): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  return formatTable(
    [
      { title: 'of' },
      { title: 'says' },
      right('effect'),
      right('95 % interval'),
      right('rank corr.'),
      { title: 'outcome' },
    ],
    answers.map(({ about, says, effect, rankCorrelation, outcome, reason, leftOut }) => [
      about,
      says,
      effect ? formatEffect(effect) : '–',
      effect?.interval ? effect.interval.map((end) => signed(end)).join(' … ') : '–',
      rankCorrelation === null ? '' : signed(rankCorrelation, 2),
      outcomeName(outcome) + remark(outcome, reason, leftOut),
    ]),
  )
}

function remark(outcome: Outcome, reason: string, leftOut: readonly string[]): string {
  const parts = [
    ...(outcome === 'no verdict' && reason !== '' ? [reason] : []),
    ...(leftOut.length > 0 ? [`degenerate: ${leftOut.join('; ')}`] : []),
  ]
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}
