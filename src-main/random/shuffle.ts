import type { Generator } from './generator.ts'

/** A uniformly random order of 0 … count − 1 (Fisher–Yates). */
export function permutation(count: number, random: Generator): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return order
}
