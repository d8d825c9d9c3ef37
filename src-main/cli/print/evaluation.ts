import type { Evaluation } from '#contract'
import { formatInterval, formatShare } from './format.ts'
import { strong } from './style.ts'
import { formatTable } from './table.ts'

const accuracy = { title: 'accuracy', align: 'right' } as const
const invariance = { title: 'invariance', align: 'right' } as const

/** The headline plans of an evaluation, and its curves, as tables. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { protocol, count, step, plans, curves, finished } = evaluation
  const heading = `${protocol.name}: ${count} images, checkpoint of step ${step}`
  const open = finished ? '' : ' (not finished)'
  const table = formatTable(
    [{ title: 'plan' }, { title: 'family' }, accuracy, invariance],
    plans
      .filter(isOfHeadline)
      .map((plan) => [
        plan.label,
        plan.family,
        formatInterval(plan.accuracy, plan.interval),
        formatShare(plan.invariance),
      ]),
  )
  return [strong(heading) + open, table, ...curves.map(formatCurve)].join('\n\n')
}

/** The others are points of the curves below. */
function isOfHeadline({ headline, family }: Evaluation['plans'][number]): boolean {
  return headline || family === 'clean'
}

function formatCurve({ label, over, points, rises }: Evaluation['curves'][number]): string {
  const table = formatTable(
    [{ title: over, align: 'right' }, accuracy, invariance],
    points.map(({ value, accuracy: share, interval, invariance: rate }) => [
      String(value),
      formatInterval(share, interval) + (rises.includes(value) ? ' ↑' : ''),
      formatShare(rate),
    ]),
  )
  const warning = rises.length === 0 ? '' : '\n↑ easier than a weaker one: suspect the attack.'
  return `${strong(`accuracy against ${over}`)}, up to ${label}\n${table}${warning}`
}
