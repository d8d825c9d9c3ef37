import { CuspError } from '#errors'
import { generator, permutation, type RandomKey } from '#random'
import type { Dataset, Parts, Split } from './dataset.ts'
import { sharesOf } from './shares.ts'

interface SplitSizes {
  readonly train: number
  readonly test: number
  readonly seed: number
}

type Divisible = Pick<Dataset, 'name' | 'count' | 'labels' | 'classes' | 'parts'>

/**
 * Draws disjoint train and test examples, each with the classes in the dataset's own proportions
 * (within one example of the exact quota). Both come in mixed order, so a prefix is a fair sample.
 * Of a dataset with official parts, train is drawn from the one and test from the other.
 * @throws CuspError `dataset.too-small` when more is asked for than there is.
 */
export function splitDataset(dataset: Divisible, { train, test, seed }: SplitSizes): Split {
  const [trainSet, testSet] = dataset.parts
    ? drawParts(dataset, dataset.parts, { train, test, seed })
    : drawBoth(dataset, { train, test, seed })
  return {
    train: reorder(Uint32Array.from(trainSet), ['split', seed, 'train']),
    test: reorder(Uint32Array.from(testSet), ['split', seed, 'test']),
  }
}

/** Both from the whole dataset. */
function drawBoth(dataset: Divisible, { train, test, seed }: SplitSizes): [number[], number[]] {
  if (train + test > dataset.count) {
    throw tooSmall(
      `${train} train + ${test} test = ${train + test} examples are asked for, ` +
        `but ${dataset.name} has ${dataset.count}`,
    )
  }
  const members = membersOf(dataset, 0, dataset.count)
  const sizes = members.map((indices) => indices.length)
  const shares = sharesOf(sizes, train, test)
  const drawn = members.map((indices, label) =>
    reorder(Uint32Array.from(indices), ['split', seed, label]),
  )
  // Test first: its members do not move when only the size of train is changed.
  const ends = shares.test.map((count, label) => count + shares.train[label])
  return [
    drawn.flatMap((indices, c) => [...indices.subarray(shares.test[c], ends[c])]),
    drawn.flatMap((indices, c) => [...indices.subarray(0, shares.test[c])]),
  ]
}

/** Each from its own part, independently of the size of the other. */
function drawParts(dataset: Divisible, parts: Parts, sizes: SplitSizes): [number[], number[]] {
  const draw = (part: 'train' | 'test', from: number, to: number) => {
    const asked = sizes[part]
    if (asked > to - from) {
      throw tooSmall(
        `${asked} ${part} examples are asked for, but the ${part} part of ${dataset.name} has ${to - from}`,
      )
    }
    const members = membersOf(dataset, from, to)
    const shares = sharesOf(
      members.map((indices) => indices.length),
      asked,
      0,
    )
    return members.flatMap((indices, label) => [
      ...reorder(Uint32Array.from(indices), ['split', sizes.seed, part, label]).subarray(
        0,
        shares.train[label],
      ),
    ])
  }
  return [draw('train', 0, parts.train), draw('test', parts.train, dataset.count)]
}

function tooSmall(problem: string): CuspError {
  return new CuspError('dataset.too-small', `dataset: ${problem}`, { place: 'dataset' })
}

/** Indices of the examples from `from` up to `to`, by label. */
function membersOf({ labels, classes }: Divisible, from: number, to: number): number[][] {
  const members: number[][] = classes.map(() => [])
  for (let index = from; index < to; index++) members[labels[index]].push(index)
  return members
}

/** The same indices in the order that `key` names; one epoch's order of the training examples. */
export function epochOrder(indices: Uint32Array, key: RandomKey): Uint32Array {
  return reorder(indices, key)
}

function reorder(indices: Uint32Array, key: RandomKey): Uint32Array {
  return permutation(indices.length, generator(key)).map((position) => indices[position])
}
