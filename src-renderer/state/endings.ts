import type { RunSummary } from '#contract'
import { isActive } from '../wording/index.ts'

/** The state of each run when it was last looked at. */
export type Seen = ReadonlyMap<string, RunSummary['state']>

export function seenOf(runs: readonly RunSummary[]): Seen {
  return new Map(runs.map(({ id, state }) => [id, state]))
}

const ends = ['finished', 'failed', 'interrupted'] as const

/**
 * Runs that were at work and have come to an end by themselves since; one that a person paused or
 * cancelled is no news to anybody.
 */
export function endedSince(before: Seen, runs: readonly RunSummary[]): RunSummary[] {
  return runs.filter((run) => {
    const was = before.get(run.id)
    const wasActive = was !== undefined && isActive({ ...run, state: was })
    return wasActive && ends.some((end) => end === run.state)
  })
}

/** How far all runs at work are together, 0 to 1; null where none is. */
export function shareDone(runs: readonly RunSummary[]): number | null {
  const active = runs.filter(isActive)
  if (active.length === 0) return null
  const total = active.reduce((sum, { totalSteps }) => sum + totalSteps, 0)
  const done = active.reduce((sum, { step }) => sum + step, 0)
  return total === 0 ? 0 : done / total
}

/** An ending as a person reads it in a corner of the screen. */
export function describeEnding(run: RunSummary): { title: string; body: string } {
  const { name, seed, scores, fault, state } = run
  const families = ['clean', 'adversarial', 'spatial'] as const
  const measured = families.flatMap((family) => {
    const share = scores?.[family] ?? null
    return share === null ? [] : [`${family} ${(share * 100).toFixed(1)} %`]
  })
  const words = measured.join(', ')
  const results = words === '' ? null : words.charAt(0).toUpperCase() + words.slice(1)
  return {
    title: `${name}, seed ${seed}: ${state}`,
    body: fault?.message ?? results ?? 'It has no evaluation.',
  }
}
