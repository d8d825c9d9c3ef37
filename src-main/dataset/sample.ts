import type { Dataset } from './dataset.ts'

/**
 * Positions of a few examples of each class, the classes in turn, so that any prefix shows as many
 * classes as it can.
 * @param most examples in all.
 */
export function sampleOfClasses(
  { labels, classes }: Pick<Dataset, 'labels' | 'classes'>,
  most: number,
): number[] {
  const each = Math.max(1, Math.floor(most / classes.length))
  const members: number[][] = classes.map(() => [])
  labels.forEach((label, index) => {
    if (members[label].length < each) members[label].push(index)
  })
  const rounds = Array.from({ length: each }, (_, round) =>
    members.flatMap((indices) => indices.slice(round, round + 1)),
  )
  return rounds.flat().slice(0, most)
}
