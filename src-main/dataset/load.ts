import { createHash } from 'node:crypto'
import type { Dataset, ImageShape } from './dataset.ts'
import { malformed } from './idx.ts'
import { readIdx } from './read-idx.ts'
import { filesOf, type DatasetSource } from './source.ts'

/**
 * Reads a source whole: full MNIST and Fashion-MNIST are 55 MB, and training visits all of it.
 * Labels of n classes are the bytes 0 … n − 1; classes are named by their number.
 * @param place `resources` is the folder of the files that ship with Cusp.
 * @throws CuspError `dataset.missing` or `dataset.malformed`, naming the file.
 */
export async function loadDataset(
  source: DatasetSource,
  place: { readonly resources: string },
): Promise<Dataset> {
  const files = filesOf(source, place.resources)
  const images = await readIdx(files.images, 'images')
  const { bytes: labels } = await readIdx(files.labels, 'labels')
  const [count, height, width] = images.dims
  if (labels.length !== count) {
    const problem = `holds ${labels.length} labels, but ${files.images} holds ${count} images`
    throw malformed(files.labels, `${problem}; a pair has one label for each image`)
  }
  const highest = labels.reduce((most, label) => Math.max(most, label), 0)
  if (highest === 0) throw malformed(files.labels, 'every label is 0; two classes are needed')
  const shape = { height, width, channels: 1 }
  return {
    name: files.name,
    images: images.bytes,
    labels,
    count,
    shape,
    classes: Array.from({ length: highest + 1 }, (_, label) => String(label)),
    hash: hashOf(shape, images.bytes, labels),
  }
}

/** SHA-256 (hex) over count and shape (four little-endian uint32), images, labels. */
export function hashOf(shape: ImageShape, images: Uint8Array, labels: Uint8Array): string {
  const header = Buffer.alloc(16)
  const sizes = [labels.length, shape.height, shape.width, shape.channels]
  sizes.forEach((size, i) => header.writeUInt32LE(size, 4 * i))
  return createHash('sha256').update(header).update(images).update(labels).digest('hex')
}
