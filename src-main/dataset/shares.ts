/** How many examples of each class a split takes. */
export interface Shares {
  readonly train: number[]
  readonly test: number[]
}

interface Row {
  readonly label: number
  /** Remainders of the exact quotas, in units of 1 / all. */
  readonly trainRest: number
  readonly testRest: number
  /** Remainder of their sum, and whether their sum makes a whole of its own. */
  readonly rest: number
  readonly carries: boolean
}

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0)

/**
 * Divides train and test among classes in proportion to their sizes: exact sums, no class asked for
 * more than it has, and each class within one example of its exact quota in both (a controlled
 * rounding; rounding each part alone can overdraw a class).
 * @param sizes examples in each class; train + test must not exceed their sum.
 */
export function sharesOf(sizes: readonly number[], train: number, test: number): Shares {
  const all = sum(sizes)
  const shares = {
    train: sizes.map((size) => Math.floor((size * train) / all)),
    test: sizes.map((size) => Math.floor((size * test) / all)),
  }
  const rows = sizes.map((size, label) => rowOf(label, size * train, size * test, all))
  const trainRises = train - sum(shares.train)
  const testRises = test - sum(shares.test)
  const double = risingTwice(rows, trainRises, testRises)
  const once = risingOnce(rows, double, trainRises + testRises - 2 * double.length)
  // Of the classes that get one more, those nearer to a whole in test give it to test.
  once.sort((a, b) => b.testRest - b.trainRest - (a.testRest - a.trainRest) || a.label - b.label)
  for (const { label } of double) {
    shares.train[label]++
    shares.test[label]++
  }
  once.forEach(({ label }, i) => {
    if (i < testRises - double.length) shares.test[label]++
    else shares.train[label]++
  })
  return shares
}

function rowOf(label: number, trainQuota: number, testQuota: number, all: number): Row {
  const trainRest = trainQuota % all
  const testRest = testQuota % all
  const rest = (trainRest + testRest) % all
  return { label, trainRest, testRest, rest, carries: trainRest + testRest >= all }
}

const byRest = (a: Row, b: Row): number => b.rest - a.rest || a.label - b.label

/** Classes that get one more in both parts: only those whose remainders exceed a whole. */
function risingTwice(rows: readonly Row[], trainRises: number, testRises: number): Row[] {
  const carrying = rows.filter((row) => row.carries)
  const beyond = trainRises + testRises - carrying.length
  const able = rows.filter((row) => row.rest > 0).sort(byRest)
  const chosen = able.slice(0, beyond).filter((row) => row.carries)
  return chosen.slice(0, Math.min(trainRises, testRises))
}

/** Classes that get one more in one part: the rest of those that carry, then by remainder. */
function risingOnce(rows: readonly Row[], double: readonly Row[], count: number): Row[] {
  const carrying = rows.filter((row) => row.carries && !double.includes(row))
  const others = rows.filter((row) => !row.carries && row.rest > 0).sort(byRest)
  return [...carrying, ...others.slice(0, count - carrying.length)]
}
