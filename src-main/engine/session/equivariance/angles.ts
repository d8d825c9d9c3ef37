import type { Batch } from '#dataset'
import type { Transform } from '#threat'
import { rowsOf, type InferenceModel } from '../../attack/index.ts'

/** What becomes of the logits when images are turned by an angle. */
export interface AngleChange {
  /** Degrees, counter-clockwise as seen on a screen. */
  readonly angle: number
  /** √(Σ (z(Tx) − z(x))² / Σ z(x)²) over all images. */
  readonly change: number
  /** Share of images whose prediction stays. */
  readonly invariance: number
}

/** Degrees between two angles: quarter turns are among them, and five between two of those. */
const step = 15

/** The angles of a full turn. */
export const angles: readonly number[] = Array.from({ length: 360 / step }, (_, i) => i * step)

/** Images that are asked about at a time, turned by several angles. */
export const together = 128

/**
 * The change of the logits over a full turn. Between quarter turns images are interpolated and their
 * corners leave the square, so there even an equivariant network sees another image.
 */
export async function logitChanges(
  model: InferenceModel,
  { images, size }: Batch,
): Promise<AngleChange[]> {
  const still = await model.logits(images)
  const changes: AngleChange[] = []
  const count = Math.max(1, Math.floor(together / size))
  for (let first = 0; first < angles.length; first += count) {
    const asked = angles.slice(first, first + count)
    const turns = asked.flatMap((angle) => new Array<Transform>(size).fill({ angle, dx: 0, dy: 0 }))
    const copies = new Float32Array(asked.length * images.length)
    asked.forEach((_, i) => copies.set(images, i * images.length))
    const found = rowsOf(await model.logits(await model.warp(copies, turns)), asked.length)
    asked.forEach((angle, i) => {
      changes.push({ angle, ...compare(still, found[i], model.classes) })
    })
  }
  return changes
}

function compare(
  still: Float32Array,
  turned: Float32Array,
  classes: number,
): Omit<AngleChange, 'angle'> {
  let [off, squares, same] = [0, 0, 0]
  for (let row = 0; row < still.length; row += classes) {
    for (let i = row; i < row + classes; i++) {
      off += (turned[i] - still[i]) ** 2
      squares += still[i] ** 2
    }
    const end = row + classes
    if (highest(still.subarray(row, end)) === highest(turned.subarray(row, end))) same++
  }
  return {
    change: squares === 0 ? 0 : Math.sqrt(off / squares),
    invariance: (same * classes) / still.length,
  }
}

function highest(logits: Float32Array): number {
  return logits.indexOf(Math.max(...logits))
}
