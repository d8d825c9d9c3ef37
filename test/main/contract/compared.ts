import type { RunSummary } from '#contract'

/** A finished run of 500 images, with these accuracies. */
export function judgedRun(
  id: string,
  [clean, adversarial, spatial]: readonly [number, number | null, number | null],
  activeSeconds = 0,
): RunSummary {
  return {
    ...{ id, number: 1, name: id, group: null, study: null, state: 'finished', activity: null },
    ...{ createdAt: 0, startedAt: 0, finishedAt: 1, activeSeconds, step: 8, totalSteps: 8 },
    ...{ plansDone: 1, plansTotal: 1, imagesPerSecond: null, etaSeconds: null, seed: 0 },
    ...{ architecture: 'std-cnn', loss: 'cross-entropy', curriculum: 'none', fault: null },
    scores: {
      ...{ count: 500, clean, adversarial, spatial, degenerate: false },
      ...{ adversarialInvariance: adversarial, spatialInvariance: spatial },
    },
  }
}
