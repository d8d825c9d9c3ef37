import type { StepOutcome } from './engine.ts'
import type { Metrics } from './run-event.ts'

/** Means of the steps since the last report, each step weighing as many images as it had. */
export interface StepWindow {
  add(outcome: StepOutcome, images: number): void
  /** What has been added since the last call; undefined when nothing has. */
  take(): { readonly metrics: Metrics; readonly images: number } | undefined
}

export function stepWindow(): StepWindow {
  let images = 0
  let loss = 0
  let correct = 0
  return {
    add(outcome, count) {
      images += count
      loss += outcome.loss * count
      correct += outcome.trainAccuracy * count
    },
    take() {
      if (images === 0) return undefined
      const metrics = { loss: loss / images, trainAccuracy: correct / images }
      const taken = { metrics, images }
      images = loss = correct = 0
      return taken
    },
  }
}

/** Steps between two reports, so that a run makes about 300 of them at most. */
export function reportInterval(steps: number): number {
  return Math.max(1, Math.ceil(steps / 300))
}
