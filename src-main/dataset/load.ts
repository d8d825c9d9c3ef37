import type { Dataset } from './dataset.ts'
import { hashOf } from './hash.ts'
import { malformed } from './idx.ts'
import { readIdx } from './read-idx.ts'
import { filesOf, type DatasetPlaces, type DatasetSource, type SourceFiles } from './source.ts'
import { readExamples } from './stored/examples.ts'

/**
 * Reads a source whole: full MNIST and Fashion-MNIST are 55 MB, and training visits all of it.
 * @throws CuspError `dataset.missing` or `dataset.malformed`, naming the file; of stored datasets
 *   `dataset.unknown`, `dataset.corrupt` or `dataset.mismatch`.
 */
export async function loadDataset(source: DatasetSource, places: DatasetPlaces): Promise<Dataset> {
  if (source.kind === 'stored') return readExamples(places.datasets, source.name, source.hash)
  return loadPair(filesOf(source, places.resources))
}

/** Labels of n classes are the bytes 0 … n − 1; classes are named by their number. */
async function loadPair(files: SourceFiles): Promise<Dataset> {
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
