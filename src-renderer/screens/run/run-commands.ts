import type { RunSummary } from '#contract'
import type { Command } from '../../commands/index.ts'
import { canResume } from '../../wording/index.ts'

/** What can be done with a run as a whole; some by a link, and all of it by a command. */
const deeds = [
  'pause',
  'resume',
  'checkpoint',
  'fork',
  'evaluate',
  'compare',
  'laboratory',
  'export',
  'cancel',
] as const
export type RunDeed = (typeof deeds)[number]

const titles: Readonly<Record<RunDeed, string>> = {
  pause: 'Pause the run',
  resume: 'Resume the run',
  checkpoint: 'Checkpoint now',
  fork: 'Edit the future…',
  evaluate: 'Evaluate again',
  compare: 'Compare the run with…',
  laboratory: 'Open the run in the laboratory',
  export: 'Export the run…',
  cancel: 'Cancel the run…',
}

/** What a run lets be done with it now: its buttons are there and its commands possible for these. */
export function deedsOf(run: RunSummary): ReadonlySet<RunDeed> {
  const { state, activity } = run
  const isTraining = state === 'running' && activity === 'training'
  const isFinished = state === 'finished'
  const can: Readonly<Record<RunDeed, boolean>> = {
    pause: state === 'running',
    resume: canResume(run),
    checkpoint: isTraining,
    fork: isTraining || state === 'paused',
    evaluate: isFinished && activity !== 'evaluating',
    compare: isFinished,
    laboratory: isFinished,
    export: ['finished', 'failed', 'cancelled', 'paused', 'interrupted'].includes(state),
    cancel: ['queued', 'running', 'pausing', 'paused', 'interrupted'].includes(state),
  }
  return new Set(deeds.filter((deed) => can[deed]))
}

/** A command for each deed, possible when its button is. */
export function runCommands(
  can: () => ReadonlySet<RunDeed>,
  acts: Readonly<Record<RunDeed, () => void>>,
): readonly Command[] {
  return deeds.map((deed) => ({
    ...{ id: `run.${deed}`, title: titles[deed], group: 'This run', run: acts[deed] },
    isEnabled: () => can().has(deed),
  }))
}
