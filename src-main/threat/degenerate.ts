/** Class numbers, one for each image. */
type Classes = ArrayLike<number>

/** How far, in shares, one class may be predicted beyond its own share of the labels. */
const excess = 0.5

/**
 * Whether a network says nearly always the same: one class is predicted 50 points more often than
 * it occurs, or fewer than two classes are effectively in use (the exponential of the predictions'
 * entropy). A constant predictor is perfectly invariant, so its rates mean nothing.
 */
export function isDegenerate(labels: Classes, prediction: Classes): boolean {
  const said = sharesOf(prediction)
  const occurring = sharesOf(labels)
  for (const [label, share] of said) {
    if (share - (occurring.get(label) ?? 0) > excess) return true
  }
  // Labels may themselves have few classes in effect; three quarters of those are enough.
  return effective(said) < Math.min(2, 0.75 * effective(occurring))
}

function sharesOf(classes: Classes): Map<number, number> {
  const shares = new Map<number, number>()
  for (let i = 0; i < classes.length; i++) {
    shares.set(classes[i], (shares.get(classes[i]) ?? 0) + 1 / classes.length)
  }
  return shares
}

function effective(shares: ReadonlyMap<number, number>): number {
  let entropy = 0
  for (const share of shares.values()) entropy -= share * Math.log(share)
  return Math.exp(entropy)
}
