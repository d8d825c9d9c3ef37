import type { Turn, TurnRequest } from '#contract'
import { batchOf } from '#dataset'
import { rowsOf } from './bytes.ts'
import { requireImages } from './images.ts'
import { fromOf, modelOf, portion, type Manner } from './manner.ts'
import { moveEach } from './move.ts'
import type { Subject } from './shelf.ts'

/** A model's logits while an image turns once around. */
export async function turn(
  { index, transform, angles: count }: TurnRequest,
  subject: Subject,
  manner: Manner,
): Promise<Turn> {
  requireImages(subject, [index])
  const model = modelOf(subject, manner)
  const { images, labels } = batchOf(subject.dataset, [index])
  const angles = Array.from({ length: count }, (_, i) => (360 * i) / count - 180)
  const logits: number[][] = []
  for (let from = 0; from < count; from += portion) {
    const part = angles.slice(from, from + portion)
    const moved = await moveEach(
      model,
      images,
      part.map((angle) => ({ ...transform, angle })),
    )
    logits.push(...rowsOf(await model.logits(moved), part.length).map((row) => [...row]))
  }
  return { ...fromOf(subject, subject.dataset), label: labels[0], angles, logits }
}
