import type { RunSummary } from '#contract'

type Named = Pick<RunSummary, 'id' | 'name' | 'seed'>

/** A name for each run that no other of them has: with its seed, or its id, where names repeat. */
export function labelsOf(runs: readonly Named[]): ReadonlyMap<string, string> {
  const repeats = (text: (run: Named) => string, run: Named): boolean =>
    runs.some((other) => other.id !== run.id && text(other) === text(run))
  const byName = ({ name }: Named): string => name
  const bySeed = ({ name, seed }: Named): string => `${name}, seed ${seed}`
  return new Map(
    runs.map((run) => {
      if (!repeats(byName, run)) return [run.id, byName(run)]
      if (!repeats(bySeed, run)) return [run.id, bySeed(run)]
      return [run.id, `${run.name}, ${run.id.slice(0, 8)}`]
    }),
  )
}
