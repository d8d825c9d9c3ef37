import type { RunSummary } from '#contract'

/** Shows how runs get on; told of all of them whenever one changed. */
export interface Progress {
  show(runs: readonly RunSummary[]): void
  /** Leaves the last state standing. */
  end(): void
}
