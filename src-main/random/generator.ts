/** What a stream of randomness is for: the same key always gives the same stream. */
export type RandomKey = readonly (string | number)[]

export interface Generator {
  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number
  /** Uniform integer in [0, below). */
  integer(below: number): number
  /** Standard normal (Box–Muller). */
  normal(): number
}

/**
 * A seeded stream, sfc32 started from a hash of its key. Streams are derived by key rather than
 * continued, so a run needs no generator state in its checkpoints: `(seed, 'train', step, image)`
 * names the draw, whatever was drawn before and whatever the batch size is.
 * Source: sfc32 of PractRand (Chris Doty-Humphrey, public domain).
 */
export function generator(key: RandomKey): Generator {
  let [a, b, c] = hashKey(key)
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) next()
  const uniform = (): number => next() / 0x1_0000_0000
  return {
    uniform,
    integer: (below) => Math.floor(uniform() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  }
}

/** Three 32-bit words from a key: FNV-1a over its JSON, finished by murmur3's mixer. */
function hashKey(key: RandomKey): [number, number, number] {
  const text = JSON.stringify(key)
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b]
  for (let word = 0; word < 3; word++) {
    let hash = words[word]
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    words[word] = hash ^ (hash >>> 16)
  }
  return words
}
