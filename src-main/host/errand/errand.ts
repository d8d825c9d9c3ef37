import type { DatasetPlaces } from '#dataset'
import type { ModelFacts } from '#engine'
import type { DatasetSpec, ImportedSpec } from '#spec'

/** Something short that needs an engine: asked of a process of its own, answered once. */
export type Errand = {
  /** Reads an imported model and tries it on test images, before any run is made of it. */
  readonly kind: 'inspectModel'
  readonly model: ImportedSpec
  /** Folder of imported models. */
  readonly models: string
  readonly dataset: DatasetSpec
  readonly places: DatasetPlaces
}

export interface Answers {
  readonly inspectModel: ModelFacts
}

export type Answer =
  | { readonly kind: 'answered'; readonly value: Answers[Errand['kind']] }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly place: string | undefined
    }
