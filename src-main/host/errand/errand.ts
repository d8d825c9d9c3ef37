import type { DatasetPlaces } from '#dataset'
import type { CheckedExport, EquivarianceReading, ModelFacts } from '#engine'
import type { ImportedSpec, NamedEngine, Rates, RunSpec } from '#spec'
import type { EngineDescription, Rehearsal } from '#trainer'

/** Something short that needs an engine: asked of a process of its own, answered once. */
export type Errand =
  | InspectErrand
  | ExportErrand
  | EquivarianceErrand
  | RehearseErrand
  | CostErrand
  | ProbeErrand
  | ThreadsErrand
  | BackupErrand

interface Surroundings {
  /** Folder of imported models. */
  readonly models: string
  readonly places: DatasetPlaces
}

/** Reads an imported model and tries it on test images, before any run is made of it. */
export interface InspectErrand extends Surroundings {
  readonly kind: 'inspectModel'
  readonly model: ImportedSpec
  readonly dataset: RunSpec['dataset']
}

/** What has to do with a checkpoint. */
interface OfCheckpoint extends Surroundings {
  readonly spec: RunSpec
  /** Folder of the run's checkpoints, and of the one meant in it. */
  readonly checkpoints: string
  readonly from: string
}

/** Reads the equivariance meter. */
export interface EquivarianceErrand extends OfCheckpoint {
  readonly kind: 'measureEquivariance'
}

/** Writes a checkpoint as an ONNX file, and runs it back. */
export interface ExportErrand extends OfCheckpoint {
  readonly kind: 'exportModel'
  readonly version: string
  readonly metadata: Readonly<Record<string, string>>
  /** The file to write. */
  readonly target: string
}

/** Takes two batches of a run through everything it does, and keeps nothing. */
export interface RehearseErrand extends Surroundings {
  readonly kind: 'rehearse'
  readonly spec: RunSpec
  /** Folder of built engines, and those that may compute it, as in a job. */
  readonly engines: string
  readonly choices: readonly NamedEngine[]
}

/** Opens an engine and compares it with the reference, where it can end no process that matters. */
export interface ProbeErrand {
  readonly kind: 'probeEngine'
  readonly engine: NamedEngine
  /** Folder of built engines. */
  readonly engines: string
}

/** Times the parts of a spec's steps and evaluation, and measures its memory. */
export interface CostErrand extends Surroundings {
  readonly kind: 'measureCost'
  readonly spec: RunSpec
  /** Folder of built engines, and those that may compute it, as in a job. */
  readonly engines: string
  readonly choices: readonly NamedEngine[]
  /** `memory` alone is quick: its times are of few repetitions. */
  readonly asks: 'everything' | 'memory'
  /** Folder to write a checkpoint into for a moment. */
  readonly scratch: string
}

/** Times a small training step by rising numbers of threads. */
export interface ThreadsErrand {
  readonly kind: 'timeThreads'
  readonly counts: readonly number[]
}

/** Reads every page of a backup, where it keeps nobody from being answered. */
export interface BackupErrand {
  readonly kind: 'checkBackup'
  readonly file: string
}

export interface Answers {
  /** Why it is not to be trusted; null when it is. */
  readonly checkBackup: string | null
  /** Milliseconds of the step, in the order of the counts. */
  readonly timeThreads: readonly number[]
  readonly rehearse: Rehearsal
  readonly inspectModel: ModelFacts
  readonly measureEquivariance: EquivarianceReading & { readonly hash: string }
  readonly measureCost: {
    readonly rates: Rates
    /** The most that was resident until training ended, and until evaluation did. */
    readonly trainingBytes: number
    readonly peakBytes: number
    readonly threads: number
  }
  readonly probeEngine: EngineDescription
  readonly exportModel: Omit<CheckedExport, 'bytes'> & { readonly size: number }
}

export type Answer =
  | { readonly kind: 'answered'; readonly value: Answers[Errand['kind']] }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly place: string | undefined
    }
