import type { ImportedModel, ModelFacts, RunDetail } from '#contract'
import { count, formatShare } from './format.ts'
import { strong } from './style.ts'
import { formatPairs } from './table.ts'

/** What an import made. */
export function formatImport({ run, isNew, facts }: ImportedModel, detail: RunDetail): string {
  const { summary } = detail
  const made = isNew ? 'imported as' : 'was imported before, as'
  const clean = summary.scores?.clean ?? null
  return [
    `${strong(summary.name)} ${made} run ${run}`,
    formatPairs([...factPairs(facts), ['clean accuracy', formatShare(clean)]]),
    `"cusp evaluate ${run} --protocol quick" attacks it.`,
  ].join('\n\n')
}

/** What was found of an imported model, a line each. */
export function factPairs(facts: ModelFacts): [string, string][] {
  const { producer, opset, parameters, operators, images, largestGap } = facts
  const names = Object.entries(operators).map(([name, times]) => `${times} ${name}`)
  return [
    ['written by', `${producer === '' ? 'unknown' : producer}, opset ${opset}`],
    ['weights', parameters.toLocaleString('en')],
    ['operators', names.join(', ')],
    [
      'checked',
      `logits within ${largestGap.toExponential(1)} of ONNX Runtime's on ${count(images, 'image')}`,
    ],
  ]
}
