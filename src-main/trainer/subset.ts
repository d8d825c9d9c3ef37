import { createHash } from 'node:crypto'
import { splitDataset, type Dataset, type Split } from '#dataset'
import { CuspError } from '#errors'
import type { Protocol } from '#threat'

/** The test examples a protocol judges on, and a hash by which two evaluations know it is the same. */
export interface Subset {
  /** Positions in the dataset. */
  readonly indices: Uint32Array
  readonly labels: Uint8Array
  /** SHA-256 (hex) over the dataset's hash and the indices. */
  readonly hash: string
}

/**
 * Draws a protocol's subset from the test split, with the classes in the split's own proportions.
 * @throws CuspError `dataset.too-small` when the split has fewer examples.
 */
export function subsetOf(dataset: Dataset, split: Split, { subset }: Protocol): Subset {
  const { test } = split
  if (subset.count > test.length)
    throw new CuspError(
      'dataset.too-small',
      `The protocol's subset asks for ${subset.count} test examples, but the split has ${test.length}.`,
      { place: 'subset.count' },
    )
  const labels = Uint8Array.from(test, (index) => dataset.labels[index])
  const candidates = { name: dataset.name, classes: dataset.classes, count: test.length, labels }
  const drawn = splitDataset(candidates, { train: 0, test: subset.count, seed: subset.seed }).test
  const indices = drawn.map((position) => test[position])
  const hash = createHash('sha256').update(dataset.hash).update(indices.join()).digest('hex')
  return { indices, labels: Uint8Array.from(drawn, (at) => labels[at]), hash }
}
