import type { Brought, BundlePreview } from '#contract'
import { count, formatBytes, formatTime } from './format.ts'
import { formatTable } from './table.ts'

const words = {
  new: 'comes in',
  same: 'is here',
  differs: 'is here, and differs: stays as it is here',
} as const

/** What of a bundle would come in, one row for each thing. */
export function formatPreview(preview: BundlePreview): string {
  const { app, created, bytes, runs, curricula, comparisons, figures } = preview
  const rows = [
    ...runs.map((run) => [
      ...['run', run.id, run.name, `${run.state} ${run.step}/${run.totalSteps}`],
      ...[run.checkpoints === 0 ? '–' : formatBytes(run.checkpointBytes), words[run.standing]],
    ]),
    ...curricula.map(({ id, name, standing }) => ['curriculum', id, name, '', '', words[standing]]),
    ...comparisons.map(({ id, name, standing }) => [
      'comparison',
      id,
      name,
      '',
      '',
      words[standing],
    ]),
    ...figures.map(({ id, name, standing }) => ['figure', id, name, '', '', words[standing]]),
  ]
  const head = ['', 'id', 'name', 'state', 'checkpoints', ''].map((title) => ({ title }))
  return [
    `Written by Cusp ${app} on ${formatTime(created)}, ${formatBytes(bytes)}`,
    formatTable(head, rows),
  ].join('\n\n')
}

export function formatBrought(
  brought: Brought,
  { runs, curricula, comparisons, figures }: BundlePreview,
): string {
  const all = [...runs, ...curricula, ...comparisons, ...figures]
  const differing = all.filter(({ standing }) => standing === 'differs')
  const same = all.filter(({ standing }) => standing === 'same')
  const came = [
    count(brought.runs.length, 'run'),
    brought.curricula.length === 1 ? '1 curriculum' : `${brought.curricula.length} curricula`,
    count(brought.comparisons.length, 'comparison'),
    count(brought.figures.length, 'figure'),
  ]
  return [
    `${came.join(', ')} brought in${same.length > 0 ? `; ${same.length} here before` : ''}.`,
    ...differing.map(({ id, name }) => `${id} (${name}) differs from the one here, which stays.`),
  ].join('\n')
}
