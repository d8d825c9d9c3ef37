import type { RunState, RunSummary } from '#contract'
import { formatCount, formatDuration } from './numbers.ts'

/** The word for a run's state. */
export const stateWords: Readonly<Record<RunState, string>> = {
  queued: 'queued',
  running: 'running',
  pausing: 'pausing',
  paused: 'paused',
  finished: 'finished',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
}

/** Whether the run is being worked on now. */
export function isActive(run: RunSummary): boolean {
  return run.state === 'running' || run.state === 'pausing'
}

/** Whether the run can still change by itself. */
export function isUnfinished(run: RunSummary): boolean {
  return isActive(run) || run.state === 'queued'
}

/** Whether `resume` continues the run. */
export function canResume(run: RunSummary): boolean {
  return run.state === 'paused' || run.state === 'interrupted'
}

/** Where a run is, in words: "training, step 120 of 480". */
export function describeProgress(run: RunSummary): string {
  if (run.activity === 'evaluating') {
    return run.plansTotal > 0
      ? `evaluating, attack ${Math.min(run.plansDone + 1, run.plansTotal)} of ${run.plansTotal}`
      : 'evaluating'
  }
  const place = `step ${formatCount(run.step)} of ${formatCount(run.totalSteps)}`
  switch (run.state) {
    case 'running':
      if (run.step === 0) return 'starting'
      return run.step < run.totalSteps ? `training, ${place}` : 'about to evaluate'
    case 'queued':
      return 'waiting in the queue'
    case 'finished':
      if (run.totalSteps === 0) return 'imported, not trained'
      return `${formatCount(run.step)} steps in ${formatDuration(run.activeSeconds)}`
    case 'pausing':
    case 'paused':
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return `${stateWords[run.state]} at ${place}`
  }
}

/** How long a run will still be at work, with how far off that may be; empty where nobody knows. */
export function describeEta(run: RunSummary): string {
  if (run.etaSeconds === null || !isActive(run)) return ''
  const spread = run.etaSpreadSeconds ?? 0
  return spread < 1
    ? formatDuration(run.etaSeconds)
    : `${formatDuration(run.etaSeconds)} ± ${formatDuration(spread)}`
}

/** What is left of a run, in words; empty where nobody knows. */
export function describeRemaining(run: RunSummary): string {
  const eta = describeEta(run)
  return eta === '' ? '' : `${eta} left`
}

/** A piece of a sentence; one that is a number names the score it is. */
export interface OutcomePart {
  readonly text: string
  readonly score?: 'clean' | 'adversarial' | 'spatial' | 'both'
}

/** One sentence on what a run came to, with each of its numbers apart. */
export function outcomeParts(run: RunSummary): OutcomePart[] {
  const { scores } = run
  if (run.fault) return [{ text: run.fault.message }]
  if (!scores) return [{ text: `No evaluation yet: ${describeProgress(run)}.` }]
  type Score = NonNullable<OutcomePart['score']>
  const of = (score: Score, share: number | null | undefined, what: string) =>
    typeof share === 'number' ? [{ score, text: `${(share * 100).toFixed(1)} %`, what }] : []
  const { adversarial, spatial } = scores
  const worst = adversarial !== null && spatial !== null ? scores.worstCase : null
  const found = [
    ...of('clean', scores.clean, ` of ${formatCount(scores.count)} clean images`),
    ...of('adversarial', adversarial, ' under attack'),
    ...of('spatial', spatial, ' turned or shifted'),
    ...of('both', worst, ' whichever of these is worse'),
  ]
  const parts = found.flatMap(({ score, text, what }, place) => {
    const join = place === 0 ? '' : place === found.length - 1 ? ' and ' : ', '
    return [...(join === '' ? [] : [{ text: join }]), { text, score }, { text: what }]
  })
  return [{ text: 'It gets right ' }, ...parts, { text: '.' }]
}
