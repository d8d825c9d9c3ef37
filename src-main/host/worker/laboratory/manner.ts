import type { Dataset } from '#dataset'
import type { LaboratoryModel } from '#engine'
import type { Subject } from './shelf.ts'

/** How a question is worked on. */
export interface Manner {
  /** Awaited between two graphs: gives others a turn, and throws when nobody asks any more. */
  readonly pause: () => Promise<void>
  /** Tells a part of the answer. */
  readonly tell: (part: unknown) => void
}

/** Images that go through a model between two pauses. */
export const portion = 128

export function modelOf({ laboratory }: Subject, { pause }: Manner): LaboratoryModel {
  return laboratory.model(pause)
}

/** What every answer says of the model it is of. */
export function fromOf(
  { step }: Pick<Subject, 'step'>,
  { shape, classes }: Pick<Dataset, 'shape' | 'classes'>,
) {
  return { step, shape: { ...shape }, classes: [...classes] }
}
