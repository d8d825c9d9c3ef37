import type { Browse, BrowseRequest } from '#contract'
import { batchOf } from '#dataset'
import { bytesOf, rowsOf, verdictOf } from './bytes.ts'
import { fromOf, modelOf, portion, type Manner } from './manner.ts'
import type { Subject } from './shelf.ts'

/** Test images that are looked through for those a model gets right or wrong. */
const mostExamined = 2000

/** Images of the test split by class and by whether the model gets them right. */
export async function browse(
  { label, outcome, from, count }: BrowseRequest,
  subject: Subject,
  manner: Manner,
): Promise<Browse> {
  const { dataset, split, known } = subject
  const examined = split.test.subarray(0, mostExamined)
  const ofClass = [...examined].filter(
    (index) => label === undefined || dataset.labels[index] === label,
  )
  if (outcome !== 'all') await learn(ofClass, subject, manner)
  const isRight = (index: number): boolean =>
    verdictOf(known.get(index) ?? []).prediction === dataset.labels[index]
  const matches =
    outcome === 'all'
      ? ofClass
      : ofClass.filter((index) => isRight(index) === (outcome === 'right'))
  const shown = matches.slice(from, from + count)
  await learn(shown, subject, manner)
  const { images } = batchOf(dataset, shown)
  const pixels = rowsOf(images, Math.max(1, shown.length))
  return {
    ...fromOf(subject, dataset),
    examined: examined.length,
    available: split.test.length,
    matches,
    images: shown.map((index, i) => ({
      index,
      label: dataset.labels[index],
      ...verdictOf(known.get(index) ?? []),
      pixels: bytesOf(pixels[i]),
    })),
  }
}

/** Asks about the images that nothing is known of yet. */
async function learn(indices: readonly number[], subject: Subject, manner: Manner): Promise<void> {
  const { dataset, known } = subject
  const model = modelOf(subject, manner)
  const unknown = indices.filter((index) => !known.has(index))
  for (let from = 0; from < unknown.length; from += portion) {
    const part = unknown.slice(from, from + portion)
    const rows = rowsOf(await model.logits(batchOf(dataset, part).images), part.length)
    part.forEach((index, i) => known.set(index, rows[i]))
  }
}
