import { join } from 'node:path'
import { importDataset, severities, type ImportRequest, type ImportSurroundings } from '#dataset'
import { encodeNpy, encodeZip } from '../formats/encode.ts'
import type { Files } from '../formats/folder.ts'

export const resources = join(import.meta.dirname, '../../../../resources')

/** Runs an import at the time 0. */
export const importInto = (
  datasets: string,
  request: ImportRequest,
  watch: Partial<ImportSurroundings> = {},
) => importDataset(request, { datasets, resources, now: 0, ...watch })

/** Two training images and two test images of 2 × 2; the test images are value 100 and 200. */
export const base: Files = {
  'base.npz': encodeZip(
    Object.fromEntries(
      Object.entries({
        x_train: encodeNpy('|u1', [2, 2, 2], Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)),
        y_train: encodeNpy('|u1', [2], Uint8Array.of(0, 1)),
        x_test: encodeNpy('|u1', [2, 2, 2], new Uint8Array(8).fill(100, 0, 4).fill(200, 4)),
        y_test: encodeNpy('|u1', [2], Uint8Array.of(1, 0)),
      }).map(([name, bytes]) => [`${name}.npy`, { bytes }]),
    ),
  ),
}

/** Five severities of both test images: image value plus ten for each severity. */
export function corruptionArray(add = 0): Buffer {
  const bytes = severities.flatMap((severity) =>
    [100, 200].flatMap((value) => new Array<number>(4).fill(value + 10 * severity + add)),
  )
  return encodeNpy('|u1', [10, 2, 2], Uint8Array.from(bytes))
}

/** A set of two corruptions of the base, as CIFAR-10-C names its files. */
export const corrupted: Files = {
  'c/gaussian_noise.npy': corruptionArray(),
  'c/fog.npy': corruptionArray(1),
  'c/labels.npy': encodeNpy(
    '<i4',
    [10],
    new Uint8Array(Int32Array.from([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]).buffer),
  ),
}
