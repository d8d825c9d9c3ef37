/** The class of the highest logit of one image; the first of level ones. */
export function predictionOf(logits: Float32Array): number {
  let best = 0
  for (let each = 1; each < logits.length; each++) if (logits[each] > logits[best]) best = each
  return best
}

/** The logit of the label minus the best other one. */
export function marginOf(logits: Float32Array, label: number): number {
  let others = -Infinity
  for (let each = 0; each < logits.length; each++)
    if (each !== label && logits[each] > others) others = logits[each]
  return logits[label] - others
}
