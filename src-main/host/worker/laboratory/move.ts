import type { LaboratoryModel } from '#engine'
import type { Transform } from '#threat'

/** One image under each of several transforms, one behind the other. */
export function moveEach(
  model: LaboratoryModel,
  image: Float32Array,
  transforms: readonly Transform[],
): Promise<Float32Array> {
  const copies = new Float32Array(transforms.length * image.length)
  transforms.forEach((_, i) => copies.set(image, i * image.length))
  return model.warp(copies, transforms)
}
