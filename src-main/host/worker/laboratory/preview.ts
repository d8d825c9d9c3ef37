import type { Preview, PreviewRequest } from '#contract'
import { settingsAt } from '#curriculum'
import { batchOf, type Batch } from '#dataset'
import type { RandomKey } from '#random'
import { courseOf, type Course } from '#trainer'
import { bytesOf, rowsOf, verdictOf } from './bytes.ts'
import { fromOf, modelOf, type Manner } from './manner.ts'
import { requireFit, type Images, type Shelf, type Subject } from './shelf.ts'

/** Training images as a step of the curriculum shows them, and what the model says of them. */
export async function preview(
  request: PreviewRequest,
  subject: Subject,
  shelf: Shelf,
  manner: Manner,
): Promise<Preview> {
  const { spec } = request
  const images = await shelf.images(spec.dataset)
  requireFit(images.dataset, subject.dataset)
  const { curriculum, batch, key } = drawn(request, images)
  const settings = settingsAt(curriculum, request.step)
  const model = modelOf(subject, manner)
  const { clean, perturbed } = await model.present(spec, settings, batch, key)
  const logits = await model.logits(joined(batch.images, perturbed))
  const [before, after] = [0, 1].map((half) =>
    rowsOf(
      logits.subarray((half * logits.length) / 2, ((half + 1) * logits.length) / 2),
      batch.size,
    ),
  )
  const rows = [batch.images, clean.images, perturbed].map((each) => rowsOf(each, batch.size))
  return {
    ...fromOf(subject, images.dataset),
    at: request.step,
    settings,
    images: Array.from(batch.indices, (index, i) => ({
      index,
      label: batch.labels[i],
      clean: bytesOf(rows[0][i]),
      spatial: bytesOf(rows[1][i]),
      perturbed: bytesOf(rows[2][i]),
      ...verdictOf(after[i]),
      cleanPrediction: verdictOf(before[i]).prediction,
    })),
  }
}

interface Drawn {
  readonly curriculum: Course['curriculum']
  readonly batch: Batch
  readonly key: RandomKey
}

/** Which images, and the key that names their draws. */
function drawn(
  { spec, step, examples, images }: PreviewRequest,
  { dataset, split }: Images,
): Drawn {
  const course = courseOf({ spec, dataset, split })
  const { curriculum } = course
  if (examples === 'steady') {
    const batch = batchOf(dataset, split.train.subarray(0, images))
    return { curriculum, batch, key: course.keyAt(0) }
  }
  // The end of the run has no step of its own: its last is shown.
  const at = Math.min(step, Math.max(0, curriculum.extent.steps - 1))
  const { indices } = course.batchAt(at)
  const batch = batchOf(dataset, indices.subarray(0, images))
  return { curriculum, batch, key: course.keyAt(at) }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
