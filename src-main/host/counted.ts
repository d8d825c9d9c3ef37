import type { Scores } from '#contract'

interface Scored {
  readonly scores: { readonly degenerate: boolean } | null
}

/**
 * The runs of a group that its means and bands are of. A network that answers with nearly one class
 * is left out, because one of them spreads a band over the whole chart and says nothing; where there
 * is no other, its numbers are shown as they are.
 */
export function countedOf<Member extends Scored>(members: readonly Member[]): readonly Member[] {
  const sound = members.filter(({ scores }) => !scores?.degenerate)
  return sound.length > 0 ? sound : members
}

/** The same of runs as they are stored. */
export function countedRuns<Run extends { readonly scores: string | null }>(
  runs: readonly Run[],
): readonly Run[] {
  const members = runs.map((run) => ({
    run,
    scores: run.scores === null ? null : (JSON.parse(run.scores) as Scores),
  }))
  return countedOf(members).map(({ run }) => run)
}
