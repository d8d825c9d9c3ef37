import { formatEpsilon, riseWords, type Evaluation, type PlanScore } from '#contract'
import { formatCorruptions } from './corruptions.ts'
import { climbing, climbsWords, formatInterval, formatShare } from './format.ts'
import { formatHeatmap } from './heatmap.ts'
import { formatMasking } from './masking.ts'
import { strong } from './style.ts'
import { formatTable, type Column } from './table.ts'

const accuracy: Column = { title: 'accuracy', align: 'right' }
const invariance: Column = { title: 'invariance', align: 'right' }

/** The headline plans of an evaluation, its worst cases, curves and heatmaps, as tables. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { protocol, count, step, curves, heatmaps, masking, scores, finished } = evaluation
  const heading = `${protocol.name}: ${count} images, checkpoint of step ${step}`
  const open = finished ? '' : ' (not finished)'
  const parts = [
    strong(heading) + open,
    scores?.degenerate === true ? degenerate : '',
    formatPlans(evaluation),
    formatCorruptions(evaluation),
    masking === null ? '' : formatMasking(masking),
    ...curves.map(formatCurve),
    ...heatmaps.map(formatHeatmap),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const degenerate =
  `${strong('Degenerate:')} this network gives nearly every image the same class. Its invariance rates ` +
  'are high because it does not look, and mean nothing.'

function formatPlans({ plans, scores }: Evaluation): string {
  const rows = plans
    .filter(isOfHeadline)
    .map((plan) => [
      ...[plan.label, plan.family, climbsWords(plan.climbs)],
      ...[formatInterval(plan.accuracy, plan.interval), formatShare(plan.invariance)],
    ])
  const worst = (family: string, share?: number | null, rate?: number | null) =>
    typeof share === 'number'
      ? [['worst case, image by image', family, '', formatShare(share), formatShare(rate ?? null)]]
      : []
  const columns = [
    ...['plan', 'family', 'climbs'].map((title) => ({ title })),
    accuracy,
    invariance,
  ]
  return formatTable(columns, [
    ...rows,
    ...worst('adversarial', scores?.adversarial, scores?.adversarialInvariance),
    ...worst('spatial', scores?.spatial, scores?.spatialInvariance),
    ...worst('both', scores?.worstCase, scores?.worstCaseInvariance),
  ])
}

/** The others are points of curves, cells of heatmaps and corruptions, which have tables below. */
function isOfHeadline({ headline, family }: PlanScore): boolean {
  return family === 'clean' || (headline && family !== 'corruption')
}

function formatCurve({ label, over, climbs, points, rises }: Evaluation['curves'][number]): string {
  const table = formatTable(
    [{ title: over, align: 'right' }, accuracy, invariance],
    points.map(({ value, accuracy: share, interval, invariance: rate }) => [
      over === 'epsilon' ? formatEpsilon(value) : String(Number(value.toPrecision(4))),
      formatInterval(share, interval) + (rises.includes(value) ? ' ↑' : ''),
      formatShare(rate),
    ]),
  )
  const title = `${strong(`accuracy against ${over}`)}, ${label}${climbing(climbs)}`
  return `${title}\n${table}${rises.length === 0 ? '' : `\n↑ ${riseWords(climbs)}`}`
}
