import type { HeatmapRequest, HeatmapRow } from '#contract'
import { batchOf, type Batch } from '#dataset'
import type { LaboratoryModel } from '#engine'
import type { Transform } from '#threat'
import type { Verdicts } from '#trainer'
import { requireImages } from './images.ts'
import { modelOf, portion, type Manner } from './manner.ts'
import type { Subject } from './shelf.ts'

/** Accuracy, loss and margin under each pair of an angle and a shift; told a row at a time. */
export async function heatmap(
  request: HeatmapRequest,
  subject: Subject,
  manner: Manner,
): Promise<null> {
  const { indices, angles, shifts, axis, across } = request
  requireImages(subject, indices)
  const model = modelOf(subject, manner)
  const batch = batchOf(subject.dataset, indices)
  const other = axis === 'dx' ? 'dy' : 'dx'
  for (const [row, angle] of angles.entries()) {
    const transforms = shifts.map(
      (shift) => ({ angle, [axis]: shift, [other]: across }) as unknown as Transform,
    )
    const verdicts = await judgeUnder(model, batch, transforms)
    const cells = shifts.map((shift, i) => ({ shift, ...cellOf(batch, verdicts, i) }))
    manner.tell({ angle, done: row + 1, of: angles.length, cells } satisfies HeatmapRow)
  }
  return null
}

/** What the model says of every image under every transform, transforms outermost. */
async function judgeUnder(
  model: LaboratoryModel,
  { images, labels, size }: Batch,
  transforms: readonly Transform[],
): Promise<Verdicts> {
  const count = transforms.length * size
  const pixels = images.length / size
  const all: Verdicts = {
    prediction: new Int32Array(count),
    loss: new Float32Array(count),
    margin: new Float32Array(count),
  }
  for (let from = 0; from < count; from += portion) {
    const places = Array.from({ length: Math.min(portion, count - from) }, (_, i) => from + i)
    const copies = new Float32Array(places.length * pixels)
    places.forEach((place, i) => {
      const at = (place % size) * pixels
      copies.set(images.subarray(at, at + pixels), i * pixels)
    })
    const moved = await model.warp(
      copies,
      places.map((place) => transforms[Math.floor(place / size)]),
    )
    const asked = Int32Array.from(places, (place) => labels[place % size])
    const found = await model.judge(moved, asked)
    all.prediction.set(found.prediction, from)
    all.loss.set(found.loss, from)
    all.margin.set(found.margin, from)
  }
  return all
}

/** The images under one transform, summed up. */
function cellOf({ labels, size }: Batch, verdicts: Verdicts, transform: number) {
  const [from, to] = [transform * size, (transform + 1) * size]
  const meanOf = (values: Float32Array): number =>
    values.subarray(from, to).reduce((sum, value) => sum + value, 0) / size
  const prediction = verdicts.prediction.subarray(from, to)
  const right = prediction.reduce((count, said, i) => count + Number(said === labels[i]), 0)
  return {
    accuracy: right / size,
    loss: meanOf(verdicts.loss),
    margin: meanOf(verdicts.margin),
    prediction: size === 1 ? prediction[0] : null,
  }
}
