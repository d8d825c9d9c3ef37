import type { Problem } from '#errors'
import type { Extent } from '#curriculum'
import type { RunSpec } from './run-spec.ts'

/** Why a fork cannot begin where it says: nothing would be left to train. */
export function forkProblems({ startsFrom }: RunSpec, extent: Extent): Problem[] {
  if (!startsFrom || startsFrom.step < extent.steps) return []
  const message = `is ${startsFrom.step}, and the run has ${extent.steps} steps; an earlier step belongs here, or more epochs`
  return [{ place: 'startsFrom.step', message, value: startsFrom.step }]
}

/** What a checkpoint depends on: a fork must have it as the run it begins from. */
const bound = ['dataset', 'model', 'optimiser', 'batchSize', 'averaging'] as const

/** The first setting in which a fork may not differ from its parent, and does. */
export function forkMismatch(
  fork: RunSpec,
  parent: RunSpec,
): { readonly place: string; readonly was: unknown } | undefined {
  const isOther = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
  const place = bound.find((name) => isOther(fork[name], parent[name]))
  if (place !== undefined) return { place, was: parent[place] }
  const { replays } = parent.attack
  return fork.attack.replays === replays ? undefined : { place: 'attack.replays', was: replays }
}
