import {
  formatEffect,
  formatSpread,
  sentencesOf,
  signed,
  studyName,
  wordsOf,
  type Answer,
  type Verdict,
} from '#study'
import { formatDuration } from './format.ts'

/** A verdict as a section of a document, to be pasted as it is. */
export function verdictMarkdown(verdict: Verdict): string {
  const { title, study, size, runs, answers } = verdict
  const tests = (role: Answer['role']) => answers.filter((one) => one.role === role)
  const command = `npx cusp study run ${study}${size === 'digits' ? '' : ` --size ${size}`}`
  return [
    `## ${title}`,
    `Runs of \`${studyName(study, size)}\`, made by \`${command}\` in ${formatDuration(runs.seconds)} of ` +
      'computing. The numbers are of these runs; none is the source paper’s.',
    ...sentencesOf(verdict),
    rowsTable(verdict),
    '### Tests of the claim',
    'Effects are in the direction claimed, mean ± standard deviation over seeds.',
    answersTable(tests('claim')),
    '### Checks',
    answersTable(tests('check')),
  ].join('\n\n')
}

function rowsTable({ rows }: Verdict): string {
  return table(
    ['setting', ...rows[0].values.map(({ measure }) => measure)],
    rows.map(({ label, degenerate, finished, values }) => [
      label + (degenerate > 0 ? ` (${degenerate} of ${finished} degenerate)` : ''),
      ...values.map(({ spread }) => formatSpread(spread)),
    ]),
  )
}

function answersTable(answers: readonly Answer[]): string {
  return table(
    ['of', 'says', 'effect', '95 % interval', 'rank correlation', 'outcome'],
    answers.map(({ about, says, effect, rankCorrelation, outcome, reason, leftOut }) => [
      leftOut.length === 0 ? about : `${about} (degenerate, left out: ${leftOut.join('; ')})`,
      says,
      effect ? formatEffect(effect) : '–',
      effect?.interval ? effect.interval.map((end) => signed(end)).join(' to ') : '–',
      rankCorrelation === null ? '–' : signed(rankCorrelation, 2),
      reason === '' ? wordsOf(outcome) : `${outcome} (${reason})`,
    ]),
  )
}

/** A Markdown table with cells padded, as Prettier leaves it. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) =>
    Math.max(3, ...[head, ...rows.map((row) => row[i])].map(widthOf)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell + ' '.repeat(widths[i] - widthOf(cell))).join(' | ')} |`
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

const widthOf = (text: string): number => [...text].length
