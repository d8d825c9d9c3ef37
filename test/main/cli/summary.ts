import type { RunSummary } from '#contract'

/** A run in the list, with these fields different from a finished run of 100 steps. */
export function summary(change: Partial<RunSummary>): RunSummary {
  return {
    id: 'r0',
    number: 1,
    name: 'plain',
    group: null,
    study: null,
    state: 'finished',
    activity: null,
    createdAt: 0,
    startedAt: 0,
    finishedAt: 0,
    activeSeconds: 10,
    step: 100,
    totalSteps: 100,
    plansDone: 2,
    plansTotal: 2,
    imagesPerSecond: null,
    etaSeconds: null,
    seed: 0,
    architecture: 'std-cnn',
    loss: 'cross-entropy',
    curriculum: 'plain',
    scores: null,
    fault: null,
    ...change,
  }
}
