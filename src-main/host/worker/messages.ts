import type { Protocol } from '#threat'
import type { Errand } from '../errand/errand.ts'
import type { LaboratorySetting } from '../laboratory/messages.ts'
import type { NamedEngine, RunSpec } from '#spec'
import type { EngineDescription, Evaluated, RunEvent } from '#trainer'

/** One job: what a worker is given, once, and all it knows of the world. */
export interface Job {
  readonly run: string
  /** The lease under which it works; its facts carry it. */
  readonly epoch: number
  readonly task: 'train' | 'evaluate'
  readonly spec: RunSpec
  /** Folder of the files that ship with Cusp. */
  readonly resources: string
  /** Folder of imported datasets. */
  readonly datasets: string
  /** Folder of imported models. */
  readonly models: string
  /** Folder of this run's checkpoints. */
  readonly checkpoints: string
  /** The checkpoint to continue from, a folder inside `checkpoints`; null starts from nothing. */
  readonly from: string | null
  /** Training is done and recorded: only the evaluation is left. */
  readonly trained: boolean
  /** What the run was computed on so far. */
  readonly recorded: {
    readonly engine: EngineDescription
    readonly datasetHash: string | null
  } | null
  readonly threads: number
  /** Folder of built engines. */
  readonly engines: string
  /** What may compute it, best first on a tie; of several, the fastest does. */
  readonly choices: readonly NamedEngine[]
  readonly protocol: Protocol
  /** The runs that its protocol's transfers are crafted on. */
  readonly sources: readonly TransferSource[]
  /** What earlier leases recorded of the evaluation; null when it is yet to begin. */
  readonly evaluated: Evaluated | null
}

/** A run whose network others are attacked by. */
export interface TransferSource {
  readonly run: string
  readonly spec: RunSpec
  /** Folder of its checkpoints, and of the newest in it. */
  readonly checkpoints: string
  readonly from: string
}

export type Ask = 'pause' | 'cancel'

export type HostToWorker =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'errand'; readonly errand: Errand; readonly threads: number }
  | { readonly kind: 'laboratory'; readonly setting: LaboratorySetting }
  | { readonly kind: 'stop'; readonly how: Ask }
  /** Save a checkpoint at the next step and go on. */
  | { readonly kind: 'save' }
  /** Everything up to the worker's message `seq` is in the database. */
  | { readonly kind: 'kept'; readonly seq: number }

/** How a job ended, when it ended by itself. */
export type Outcome =
  | { readonly how: 'finished' | 'paused' | 'cancelled' }
  | { readonly how: 'failed'; readonly code: string; readonly message: string }
  | { readonly how: 'full'; readonly message: string }

export type WorkerMessage =
  /** `residentBytes`: of the worker's process, when it told. */
  | { readonly kind: 'event'; readonly event: RunEvent; readonly residentBytes: number }
  | { readonly kind: 'note'; readonly text: string }
  /** Asks for `kept` once all before it is in the database. */
  | { readonly kind: 'barrier' }
  | { readonly kind: 'ended'; readonly outcome: Outcome }

/** A message with its lease and its place in order; the host drops what is not the next. */
export type WorkerToHost = WorkerMessage & { readonly epoch: number; readonly seq: number }
