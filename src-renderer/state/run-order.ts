import type { RunSummary } from '#contract'

export function newestFirst(a: RunSummary, b: RunSummary): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)
}

/** Place of each run in order of creation, from 0. @param runs newest first */
export function ranksOf(runs: readonly RunSummary[]): ReadonlyMap<string, number> {
  return new Map(runs.map((run, index) => [run.id, runs.length - 1 - index]))
}
