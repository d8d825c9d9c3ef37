import type {
  Browse,
  BrowseRequest,
  CurvePoint,
  CurveRequest,
  HeatmapRequest,
  HeatmapRow,
  Look,
  LookRequest,
  Preview,
  PreviewRequest,
  Turn,
  TurnRequest,
} from '#contract'
import type { DatasetPlaces } from '#dataset'
import type { RunSpec } from '#spec'

/** What can be asked: the request, what is told on the way, and the answer. */
export interface Exchange {
  readonly preview: { request: PreviewRequest; part: never; answer: Preview }
  readonly browse: { request: BrowseRequest; part: never; answer: Browse }
  readonly look: { request: LookRequest; part: never; answer: Look }
  readonly turn: { request: TurnRequest; part: never; answer: Turn }
  readonly heatmap: { request: HeatmapRequest; part: HeatmapRow; answer: null }
  readonly curve: { request: CurveRequest; part: CurvePoint; answer: null }
}
export type QuestionKind = keyof Exchange

/** The weights a question is about, where its process finds them. */
export interface Source {
  /** Equal for equal weights on equal images. */
  readonly key: string
  /** Its model and its dataset; without a checkpoint also the seed of the weights. */
  readonly spec: RunSpec
  /** Folder of a run's checkpoints, and the one that is meant in it. */
  readonly checkpoint: {
    readonly folder: string
    readonly name: string
    readonly step: number
  } | null
}

export type Question = {
  [Kind in QuestionKind]: {
    readonly kind: Kind
    readonly request: Exchange[Kind]['request']
    readonly source: Source
  }
}[QuestionKind]

/** What a laboratory's process is started with. */
export interface LaboratorySetting {
  readonly threads: number
  /** Folder of imported models. */
  readonly models: string
  readonly places: DatasetPlaces
}

export type ToLaboratory =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** Nobody waits for this answer any more. */
  | { readonly kind: 'drop'; readonly id: number }

/** Every question that was asked ends with `answered` or `refused`, dropped ones too. */
export type FromLaboratory =
  | { readonly kind: 'part'; readonly id: number; readonly part: unknown }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: unknown }
  | {
      readonly kind: 'refused'
      readonly id: number
      readonly code: string
      readonly message: string
      readonly place: string | undefined
    }
