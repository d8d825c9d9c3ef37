import { paretoFront, type RunSpec, type RunSummary } from '#contract'
import { isUnfinished } from '../../wording/index.ts'

/** One member of the study: its spec and the newest run made of it, if any. */
export interface Member {
  readonly spec: RunSpec
  readonly run: RunSummary | null
}

/** Each spec with its newest run. @param runs in any order */
export function membersOf(specs: readonly RunSpec[], runs: readonly RunSummary[]): Member[] {
  return specs.map((spec) => {
    const ofSpec = runs.filter((run) => run.name === spec.name)
    const newest = ofSpec.reduce<RunSummary | null>(
      (best, run) => (best && best.createdAt >= run.createdAt ? best : run),
      null,
    )
    return { spec, run: newest }
  })
}

/** Where the study stands: never run, under way, stopped short, or with all its results. */
export function standing(members: readonly Member[]): 'fresh' | 'running' | 'stopped' | 'done' {
  if (members.some(({ run }) => run !== null && isUnfinished(run))) return 'running'
  if (members.every(({ run }) => run === null)) return 'fresh'
  return members.every(({ run }) => run?.scores) ? 'done' : 'stopped'
}

/** Ids of the runs that no other dominates on adversarial and spatial accuracy. */
export function undominated(runs: readonly RunSummary[]): ReadonlySet<string> {
  const front = paretoFront(
    runs.map(({ scores }) => [scores?.adversarial ?? NaN, scores?.spatial ?? NaN]),
    ['maximise', 'maximise'],
  )
  return new Set(front.flatMap((position) => runs[position]?.id ?? []))
}
