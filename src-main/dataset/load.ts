import type { Dataset } from './dataset.ts'
import { numberedClasses } from './formats/found.ts'
import { readIdxPair } from './formats/read-idx.ts'
import { malformed } from './formats/refusal.ts'
import { hashOf } from './hash.ts'
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
  const { images, labels } = await readIdxPair(files)
  const [count, height, width] = images.dims
  const classes = numberedClasses({ labels })
  if (classes.length === 1) {
    throw malformed(files.labels, 'every label is 0; two classes are needed')
  }
  const shape = { height, width, channels: 1 }
  const hash = hashOf(shape, images.bytes, labels)
  return { name: files.name, images: images.bytes, labels, count, shape, classes, hash }
}
