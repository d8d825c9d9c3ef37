import type { RunSummary } from '#contract'
import { formatDuration } from './format.ts'

/** How much of what a run does now is done, in [0, 1]. */
export function shareDone(run: RunSummary): number {
  if (run.state === 'finished') return 1
  if (run.activity === 'evaluating') return run.plansDone / Math.max(1, run.plansTotal)
  return run.step / Math.max(1, run.totalSteps)
}

/** What a run does now, with numbers: "training 120/640 · 3,100 images/s · 12 s left". */
export function describeActivity(run: RunSummary): string {
  if (run.activity === 'evaluating' && run.state === 'running') {
    return `evaluating plan ${Math.min(run.plansDone + 1, run.plansTotal)}/${run.plansTotal}`
  }
  if (run.state !== 'running' && run.state !== 'pausing') return describeState(run)
  // A run that is evaluated again, or came from elsewhere, has no step to make.
  if (run.state === 'running' && run.step >= run.totalSteps) return 'about to evaluate'
  const speed = run.imagesPerSecond
  const parts = [
    `${run.state === 'pausing' ? 'pausing' : 'training'} ${run.step}/${run.totalSteps}`,
    ...(speed === null ? [] : [`${Math.round(speed).toLocaleString('en')} images/s`]),
    ...(run.etaSeconds === null ? [] : [`${formatDuration(run.etaSeconds)} left`]),
  ]
  return parts.join(' · ')
}

function describeState(run: RunSummary): string {
  if (run.state === 'finished') return `finished in ${formatDuration(run.activeSeconds)}`
  if (run.state === 'queued') return 'waiting'
  return `${run.state} at step ${run.step}/${run.totalSteps}`
}
