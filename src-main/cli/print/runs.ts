import type { RunSummary } from '#contract'
import { formatShare, formatTime } from './format.ts'
import { stateName } from './style.ts'
import { formatTable } from './table.ts'

/** The list of runs: one line each, in the order given. */
export function formatRuns(runs: readonly RunSummary[]): string {
  return formatTable(
    [
      ...['run', 'name', 'state', 'started'].map((title) => ({ title })),
      ...['seed', 'step', 'clean', 'adversarial', 'spatial'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    runs.map((run) => [
      run.id,
      run.name,
      stateName(run.state),
      formatTime(run.startedAt ?? run.createdAt),
      String(run.seed),
      `${run.step}/${run.totalSteps}`,
      formatShare(run.scores?.clean ?? null),
      formatShare(run.scores?.adversarial ?? null),
      formatShare(run.scores?.spatial ?? null),
    ]),
  )
}
