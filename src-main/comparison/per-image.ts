/** Class numbers, one for each image of a subset, in its order. */
export type Classes = ArrayLike<number>

/** For each image whether every one of the predictions is its label: the worst case over plans. */
export function correctUnder(labels: Classes, predictions: readonly Classes[]): boolean[] {
  return Array.from(labels, (label, i) =>
    predictions.every((prediction) => prediction[i] === label),
  )
}

/** For each image whether no plan moves the prediction from the clean one, right or wrong. */
export function unchangedUnder(clean: Classes, predictions: readonly Classes[]): boolean[] {
  return correctUnder(clean, predictions)
}

/** Share of images that a mask holds for. */
export function shareOf(mask: readonly boolean[]): number {
  return mask.filter(Boolean).length / mask.length
}

/** Images that only one of two networks gets right; both masks over the same subset. */
export function disagreement(
  a: readonly boolean[],
  b: readonly boolean[],
): { readonly onlyA: number; readonly onlyB: number } {
  if (a.length !== b.length) {
    throw new RangeError(`masks of ${a.length} and ${b.length} images are not of one subset`)
  }
  return {
    onlyA: a.filter((isRight, i) => isRight && !b[i]).length,
    onlyB: b.filter((isRight, i) => isRight && !a[i]).length,
  }
}
