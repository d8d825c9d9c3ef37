import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { resolveRun, runSpecSchema, type RunSpec } from '#spec'
import type { SpecOf, WritableStore } from '#store'
import type { EngineDescription } from '#trainer'
import {
  checkCheckpoint,
  checkpointFiles,
  checkpointsOf,
  stepOf,
  type SoundCheckpoint,
} from '../checkpoint/index.ts'

const originSchema = z.object({
  spec: runSpecSchema,
  datasetHash: z.string().nullable(),
  engine: z.record(z.string(), z.unknown()).nullable(),
})

export interface Relisted {
  /** Checkpoints that lie on the disk and had no row. */
  readonly checkpoints: number
  /** Runs that only their checkpoints were left of, made again to go on from there. */
  readonly runs: readonly string[]
  /** Folders of checkpoints that say nothing about a run; they stay where they are. */
  readonly unknown: readonly string[]
}

/** Gives every sound checkpoint on the disk its row, and a run to whichever has none. */
export async function relist(
  store: WritableStore,
  checkpoints: string,
  now: number,
): Promise<Relisted> {
  const runs: string[] = []
  const unknown: string[] = []
  let added = 0
  for (const id of foldersIn(checkpoints)) {
    const folder = checkpointsOf(checkpoints, id)
    const known = store.runs.get(id)
    const rows = known ? store.checkpoints.ofRun(known.number) : []
    const steps = foldersIn(folder).flatMap((name) => stepOf(name) ?? [])
    const found: SoundCheckpoint[] = []
    for (const name of foldersIn(folder)) {
      const step = stepOf(name)
      if (step === null || rows.some((row) => row.present && row.step === step)) continue
      const sound = await checkCheckpoint(folder, name).catch(() => undefined)
      if (sound) found.push(sound)
    }
    const number = known?.number ?? remake(store, checkpoints, id, found, now)
    if (number === undefined) {
      if (steps.length > 0) unknown.push(id)
      continue
    }
    if (!known) runs.push(id)
    added += found.length
    store.transaction(() => {
      for (const { step, hash, bytes } of found)
        store.checkpoints.save(number, { step, hash, bytes, savedAt: now })
      store.checkpoints.keepOnly(number, steps)
    })
  }
  return { checkpoints: added, runs, unknown }
}

/** Makes a run of what its newest checkpoint says. @returns its number, if it says enough. */
function remake(
  store: WritableStore,
  checkpoints: string,
  id: string,
  found: readonly SoundCheckpoint[],
  now: number,
): number | undefined {
  const origin = originOf(checkpoints, id)
  const newest = found.toSorted((a, b) => b.step - a.step).at(0)
  if (!origin || !newest) return undefined
  const { spec, datasetHash, engine } = origin
  const { extent, curriculum } = resolveRun(spec)
  const number = store.runs.bringIn({
    ...{ id, spec, resolved: JSON.stringify(curriculum), group: null, study: null },
    ...{ state: 'interrupted', task: 'train', protocol: null, notes: '' },
    ...{ createdAt: now, startedAt: now, finishedAt: null, activeMs: 0, imagesPerSecond: null },
    ...{ seq: 0, step: newest.step, totalSteps: extent.steps },
    ...{ stepsPerEpoch: extent.stepsPerEpoch, plansDone: 0, plansTotal: 0 },
    ...{ datasetHash, engine: engine as EngineDescription | null, weightsHash: null },
    faultCode: 'run.interrupted',
    faultMessage:
      'Its record was lost with the database; its checkpoint is whole, so it can be resumed.',
    archivedAt: null,
  })
  store.shelf.delete(number, null)
  return number
}

/** Specs of runs by the newest of their checkpoints that tells one. */
export function specsOnDisk(checkpoints: string): SpecOf {
  return (id) => {
    const origin = originOf(checkpoints, id)
    return (
      origin && {
        spec: JSON.stringify(origin.spec),
        resolved: JSON.stringify(resolveRun(origin.spec).curriculum),
      }
    )
  }
}

interface Origin {
  readonly spec: RunSpec
  readonly datasetHash: string | null
  readonly engine: unknown
}

function originOf(checkpoints: string, id: string): Origin | undefined {
  const folder = checkpointsOf(checkpoints, id)
  const file = checkpointFiles.find((name) => name.startsWith('origin')) ?? ''
  for (const name of foldersIn(folder).sort().reverse()) {
    if (stepOf(name) === null) continue
    try {
      const read: unknown = JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
      const { success, data } = originSchema.safeParse(read)
      if (success) return data
    } catch {
      // It is damaged or missing; an older one may be whole.
    }
  }
  return undefined
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
