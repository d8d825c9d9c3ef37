/**
 * SHA-256 (hex) of a text's UTF-8 bytes, FIPS 180-4. Written out because specs are hashed in screens
 * too, where node:crypto is not; for short texts only.
 */
export function sha256(text: string): string {
  const blocks = padded(new TextEncoder().encode(text))
  const state = Uint32Array.from(initial)
  for (let at = 0; at < blocks.byteLength; at += 64) compress(state, blocks, at)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

const primes = firstPrimes(64)
/** The first 32 bits of the fractional part of a root. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) >>> 0
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const constants = primes.map((prime) => fraction(Math.cbrt(prime)))

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n)
  }
  return found
}

/** The message, a 1 bit, zeros, and its length in bits as 64-bit big-endian. */
function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const all = new Uint8Array(length)
  all.set(bytes)
  all[bytes.length] = 0x80
  const view = new DataView(all.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(length - 4, bytes.length << 3)
  return view
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

function compress(state: Uint32Array, blocks: DataView, at: number): void {
  const w = new Uint32Array(64)
  for (let t = 0; t < 64; t++) {
    if (t < 16) w[t] = blocks.getUint32(at + 4 * t)
    else {
      const low = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ (w[t - 15] >>> 3)
      const high = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ (w[t - 2] >>> 10)
      w[t] = w[t - 16] + low + w[t - 7] + high
    }
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g)
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + constants[t] + w[t]) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word))
}
