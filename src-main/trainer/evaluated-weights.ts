import type { NamedArray, Snapshot } from './engine.ts'

/** The weights that a run is judged by: their averages where it keeps some. */
export function evaluatedWeights(snapshot: Snapshot): readonly NamedArray[] {
  return snapshot.averages ?? snapshot.weights
}
