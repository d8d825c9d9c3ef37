import { CuspError } from '#errors'
import type { Images } from './shelf.ts'

/** @throws CuspError `input.invalid` for an image that the dataset does not have. */
export function requireImages({ dataset }: Images, indices: readonly number[]): void {
  const missing = indices.find((index) => index >= dataset.count)
  if (missing === undefined) return
  throw new CuspError(
    'input.invalid',
    `index: is ${missing}; below ${dataset.count}, the images of ${dataset.name}, belongs here.`,
    { place: 'index' },
  )
}
