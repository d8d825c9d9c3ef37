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
  const { app, created, bytes, runs, curricula, comparisons, figures, reports } = preview
  const plain = (kind: string, made: BundlePreview['figures']): string[][] =>
    made.map(({ id, name, standing }) => [kind, id, name, '', '', words[standing]])
  const rows = [
    ...runs.map((run) => [
      ...['run', run.id, run.name, `${run.state} ${run.step}/${run.totalSteps}`],
      ...[run.checkpoints === 0 ? '–' : formatBytes(run.checkpointBytes), words[run.standing]],
    ]),
    ...plain('curriculum', curricula),
    ...plain('comparison', comparisons),
    ...plain('figure', figures),
    ...plain('report', reports),
  ]
  const head = ['', 'id', 'name', 'state', 'checkpoints', ''].map((title) => ({ title }))
  return [
    `Written by Cusp ${app} on ${formatTime(created)}, ${formatBytes(bytes)}`,
    formatTable(head, rows),
  ].join('\n\n')
}

export function formatBrought(
  brought: Brought,
  { runs, curricula, comparisons, figures, reports }: BundlePreview,
): string {
  const all = [...runs, ...curricula, ...comparisons, ...figures, ...reports]
  const differing = all.filter(({ standing }) => standing === 'differs')
  const same = all.filter(({ standing }) => standing === 'same')
  const counted = (found: readonly string[], noun: string, nouns?: string): string[] =>
    found.length === 0 ? [] : [count(found.length, noun, nouns)]
  const came = [
    ...counted(brought.runs, 'run'),
    ...counted(brought.curricula, 'curriculum', 'curricula'),
    ...counted(brought.comparisons, 'comparison'),
    ...counted(brought.figures, 'figure'),
    ...counted(brought.reports, 'report'),
  ]
  return [
    `${came.length > 0 ? came.join(', ') : 'Nothing'} brought in${same.length > 0 ? `; ${same.length} here before` : ''}.`,
    ...differing.map(({ id, name }) => `${id} (${name}) differs from the one here, which stays.`),
  ].join('\n')
}
