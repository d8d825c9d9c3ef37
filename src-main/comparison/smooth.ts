/**
 * Exponential moving average, corrected for its start (Kingma and Ba 2015, "Adam", section 3): the
 * first value is itself and not a share of it.
 * @param weight of what came before, in [0, 1); 0 leaves the values as they are.
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = Float64Array.from(values)
  if (weight === 0) return smoothed
  let [average, share] = [0, 0]
  for (let i = 0; i < smoothed.length; i++) {
    average = weight * average + (1 - weight) * smoothed[i]
    share = weight * share + (1 - weight)
    smoothed[i] = average / share
  }
  return smoothed
}
