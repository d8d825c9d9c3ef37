import type { Batch } from '#dataset'
import { CuspError } from '#errors'
import type { Norm } from '#threat'
import { balls } from './ball.ts'

/** Rounding of float32 pixels allowed beyond the radius. */
const tolerance = 1e-6

/** Holds an attack to its threat model; throws `internal` where a perturbed input leaves it. */
export function assertInside(
  threat: { readonly norm: Norm; readonly epsilon: number },
  clean: Batch,
  perturbed: Float32Array,
  pixels: number,
): void {
  for (let i = 0; i < clean.size; i++) {
    const [from, to] = [i * pixels, (i + 1) * pixels]
    const image = perturbed.subarray(from, to)
    const delta = image.map((value, at) => value - clean.images[from + at])
    const length = balls[threat.norm].measure(delta)
    const inBounds = image.every((value) => value >= 0 && value <= 1)
    if (inBounds && length <= threat.epsilon + tolerance) continue
    throw new CuspError(
      'internal',
      `The perturbed input of example ${clean.indices[i]} has ${threat.norm} length ${length}, ` +
        `or leaves [0, 1]; the attack allows ${threat.epsilon}.`,
    )
  }
}
