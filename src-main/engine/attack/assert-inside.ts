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

/** Holds an attack to its threat model; throws `internal` where a perturbed input leaves it. */
export function assertInside(
  { norm, epsilon }: { readonly norm: Norm; readonly epsilon: number },
  clean: Batch,
  perturbed: Float32Array,
): void {
  const before = rowsOf(clean.images, clean.size)
  rowsOf(perturbed, clean.size).forEach((image, i) => {
    const length = balls[norm].distance(image, before[i])
    const inBounds = image.every((value) => value >= 0 && value <= 1)
    if (inBounds && length <= epsilon + roundings[norm](image.length)) return
    throw new CuspError(
      'internal',
      `The perturbed input of example ${clean.indices[i]} has ${norm} length ${length}, ` +
        `or leaves [0, 1]; the attack allows ${epsilon}.`,
    )
  })
}
