import type { RunSummary } from '#contract'

/** Runs of one study are made in the same instant: they keep the host's order, newest first too. */
export function newestFirst(a: RunSummary, b: RunSummary): number {
  return b.createdAt - a.createdAt
}

/** Place of each run in order of creation, from 0. @param runs newest first */
export function ranksOf(runs: readonly RunSummary[]): ReadonlyMap<string, number> {
  return new Map(runs.map((run, index) => [run.id, runs.length - 1 - index]))
}
