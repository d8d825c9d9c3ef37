import type { Look, LookRequest } from '#contract'
import { batchOf } from '#dataset'
import { bytesOf, floatsOf, rowsOf } from './bytes.ts'
import { requireImages } from './images.ts'
import { fromOf, modelOf, type Manner } from './manner.ts'
import type { Subject } from './shelf.ts'

/** Points kept of a line: an attack may look a thousand times. */
const mostPoints = 400

/** One image, moved and then attacked; its draws are those of an evaluation with this seed. */
export async function look(
  { index, transform, plan, seed }: LookRequest,
  subject: Subject,
  manner: Manner,
): Promise<Look> {
  requireImages(subject, [index])
  const model = modelOf(subject, manner)
  const batch = batchOf(subject.dataset, [index])
  const still = transform.angle === 0 && transform.dx === 0 && transform.dy === 0
  const moved = still ? batch.images : await model.warp(batch.images, [transform])
  const key = [seed, 'evaluation', plan.attack]
  const { images, lines } = await model.trace(plan, { ...batch, images: moved }, key)
  const three = new Float32Array(3 * moved.length)
  ;[batch.images, moved, images].forEach((each, i) => three.set(each, i * moved.length))
  const [clean, turned, perturbed] = rowsOf(await model.logits(three), 3).map((row) => [...row])
  const delta = images.map((value, i) => value - moved[i])
  return {
    ...fromOf(subject, subject.dataset),
    label: batch.labels[0],
    clean: bytesOf(batch.images),
    moved: bytesOf(moved),
    perturbed: bytesOf(images),
    delta: floatsOf(delta),
    linf: delta.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    l2: Math.sqrt(delta.reduce((sum, value) => sum + value * value, 0)),
    logits: { clean, moved: turned, perturbed },
    trace: lines.map((line) => thinned(line)),
  }
}

/** Evenly fewer points, the first and the last among them. */
function thinned(line: readonly number[]): number[] {
  if (line.length <= mostPoints) return [...line]
  return Array.from(
    { length: mostPoints },
    (_, i) => line[Math.round((i * (line.length - 1)) / (mostPoints - 1))],
  )
}
