import { z } from 'zod'
import type { Problem } from '#errors'
import type { Extent } from '#curriculum'
import type { RunSpec } from './run-spec.ts'

/** The checkpoint of another run that a fork begins from, instead of from its seed. */
export const startsFromSchema = z.strictObject({
  run: z.string().min(1).max(64),
  step: z.int().min(1),
  /** SHA-256 of the checkpoint's manifest. */
  checkpointHash: z.string().regex(/^[0-9a-f]{64}$/),
})

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
