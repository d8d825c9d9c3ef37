import { CuspError } from '#errors'
import { generator, permutation, type RandomKey } from '#random'
import type { Dataset, Split } from './dataset.ts'
import { sharesOf } from './shares.ts'

interface SplitSizes {
  readonly train: number
  readonly test: number
  readonly seed: number
}

/**
 * Draws disjoint train and test examples, each with the classes in the dataset's own proportions
 * (within one example of the exact quota). Both come in mixed order, so a prefix is a fair sample.
 * @throws CuspError `dataset.too-small` when train + test exceed the dataset.
 */
export function splitDataset(
  dataset: Pick<Dataset, 'name' | 'count' | 'labels' | 'classes'>,
  { train, test, seed }: SplitSizes,
): Split {
  if (train + test > dataset.count) {
    throw new CuspError(
      'dataset.too-small',
      `dataset: ${train} train + ${test} test = ${train + test} examples are asked for, ` +
        `but ${dataset.name} has ${dataset.count}`,
      { place: 'dataset' },
    )
  }
  const members = membersOf(dataset)
  const sizes = members.map((indices) => indices.length)
  const shares = sharesOf(sizes, train, test)
  const drawn = members.map((indices, label) =>
    reorder(Uint32Array.from(indices), ['split', seed, label]),
  )
  // Test first: its members do not move when only the size of train is changed.
  const ends = shares.test.map((count, label) => count + shares.train[label])
  const testSet = drawn.flatMap((indices, c) => [...indices.subarray(0, shares.test[c])])
  const trainSet = drawn.flatMap((indices, c) => [...indices.subarray(shares.test[c], ends[c])])
  return {
    train: reorder(Uint32Array.from(trainSet), ['split', seed, 'train']),
    test: reorder(Uint32Array.from(testSet), ['split', seed, 'test']),
  }
}

function membersOf(dataset: Pick<Dataset, 'labels' | 'classes'>): number[][] {
  const members: number[][] = dataset.classes.map(() => [])
  dataset.labels.forEach((label, index) => members[label].push(index))
  return members
}

/** The same indices in the order that `key` names; one epoch's order of the training examples. */
export function epochOrder(indices: Uint32Array, key: RandomKey): Uint32Array {
  return reorder(indices, key)
}

function reorder(indices: Uint32Array, key: RandomKey): Uint32Array {
  return permutation(indices.length, generator(key)).map((position) => indices[position])
}
