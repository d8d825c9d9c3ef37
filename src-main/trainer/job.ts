import type { Dataset, Split } from '#dataset'
import { CuspError } from '#errors'
import type { RunSpec } from '#spec'
import { classesProblem, plansOf, type Protocol } from '#threat'
import type { Engine, EngineDescription, Snapshot, Subject } from './engine.ts'

/**
 * What the one who watches over a job wants of it; asked at every step boundary. `checkpoint` is told
 * once: save here and go on.
 */
export type Wish = 'run' | 'checkpoint' | 'pause' | 'cancel'

/** What a checkpoint became on disk. */
export interface SavedCheckpoint {
  readonly folder: string
  readonly hash: string
  readonly bytes: number
}

/** What training and evaluation both work on. */
export interface Job {
  readonly spec: RunSpec
  readonly dataset: Dataset
  readonly split: Split
  readonly engine: Engine
  stop(): Wish
}

export interface TrainJob extends Job {
  /** Continue from here; without it the run starts from its seed. */
  readonly resume?: {
    readonly snapshot: Snapshot
    /** Hash of the checkpoint, for the record. */
    readonly hash: string
    /** What computed the run so far: the resume is exact on the same only. */
    readonly engine: EngineDescription
  }
  saveCheckpoint(snapshot: Snapshot, final: boolean): Promise<SavedCheckpoint>
}

/** How training ended; whatever the way, the snapshot has been saved as a checkpoint. */
export interface TrainEnd {
  readonly kind: 'finished' | 'paused' | 'cancelled'
  readonly snapshot: Snapshot
}

/**
 * Refuses a protocol that the classes do not suit, before training is spent on it.
 * @throws CuspError `attack.unsuited` with the attack and the classes it needs.
 */
export function checkSuited(protocol: Protocol, classes: number): void {
  for (const { plan } of plansOf(protocol)) {
    const problem = classesProblem(plan, classes)
    if (problem !== undefined) throw new CuspError('attack.unsuited', `${problem}.`)
  }
}

/** What an engine's sessions work on. */
export function subjectOf({ spec, dataset }: Pick<Job, 'spec' | 'dataset'>): Subject {
  return { spec, shape: dataset.shape, classes: dataset.classes.length }
}
