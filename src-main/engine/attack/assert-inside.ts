import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { Norm } from '#threat'
import { balls } from './ball/index.ts'
import { rowsOf } from './example.ts'

/**
 * What rounding may add to the length of a perturbation of n pixels: each is off by no more than
 * half a unit in the last place of 1, 6e-8, and clean + delta is rounded twice.
 */
const roundings: Readonly<Record<Norm, (pixels: number) => number>> = {
  linf: () => 1e-6,
  l2: (pixels) => Math.max(1e-6, 1.2e-7 * Math.sqrt(pixels)),
  l1: (pixels) => Math.max(1e-6, 1.2e-7 * pixels),
}

/**
 * Holds an attack to its threat model; throws `internal` where a perturbed input leaves it.
 * @param ball null where only the bounds limit the attack.
 */
export function assertInside(
  ball: { readonly norm: Norm; readonly epsilon: number } | null,
  clean: Batch,
  perturbed: Float32Array,
): void {
  const before = rowsOf(clean.images, clean.size)
  rowsOf(perturbed, clean.size).forEach((image, i) => {
    const example = `The perturbed input of example ${clean.indices[i]}`
    // Bilinear weights add up to 1 but for rounding; in a ball images are clipped.
    const slack = ball === null ? 1e-6 : 0
    if (!image.every((value) => value >= -slack && value <= 1 + slack))
      throw new CuspError('internal', `${example} leaves [0, 1].`)
    if (ball === null) return
    const length = balls[ball.norm].distance(image, before[i])
    if (length <= ball.epsilon + roundings[ball.norm](image.length)) return
    const lengths = `${ball.norm} length ${length}; the attack allows ${ball.epsilon}`
    throw new CuspError('internal', `${example} has ${lengths}.`)
  })
}
