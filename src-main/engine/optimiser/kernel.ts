/**
 * Instructions that leave two float64 on WebAssembly's stack. Arrays hold float32 and are computed
 * with in float64, as JavaScript does: a kernel and a loop give the same bits.
 */
export type Expression = readonly number[]

const simd = (code: number, ...operands: number[]): number[] => [
  0xfd,
  ...unsigned(code),
  ...operands,
]

const binary =
  (code: number) =>
  (a: Expression, b: Expression): Expression => [...a, ...b, ...simd(code)]

export const plus = binary(0xf0)
export const minus = binary(0xf1)
export const times = binary(0xf2)
export const over = binary(0xf3)
export const root = (a: Expression): Expression => [...a, ...simd(0xef)]

/**
 * What becomes of each array's elements.
 * @param keep a value that is computed once and read wherever the result is used
 * @returns for each array what is written; undefined where it stays as it is
 */
export type Rule = (
  keep: (value: Expression) => Expression,
  arrays: readonly Expression[],
  scalars: readonly Expression[],
) => readonly (Expression | undefined)[]

const [int32, float64, vector] = [0x7f, 0x7c, 0x7b]
const get = (local: number): number[] => [0x20, ...unsigned(local)]
const set = (local: number): number[] => [0x21, ...unsigned(local)]
/** Sixteen bytes at an address, aligned to as many. */
const [load, store] = [simd(0, 4, 0), simd(11, 4, 0)]
const promote = simd(0x5f)
const demote = simd(0x5e)
/** The upper two of four numbers, moved down; and the lower two of two vectors, joined. */
const upper = simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
const joined = simd(0x0d, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)

/**
 * A WebAssembly module that applies a rule, exported as `run(...addresses, bytes, ...scalars)`: to
 * `bytes` bytes of each array, above 0 and a multiple of 16. Imports its memory as `host.memory`.
 * @param isShared whether that memory is shared between threads.
 */
export function kernelModule(
  rule: Rule,
  arrays: number,
  scalars: number,
  isShared: boolean,
): Uint8Array {
  const parameters = [...each(arrays, () => int32), int32, ...each(scalars, () => float64)]
  const end = arrays
  let locals = parameters.length
  const local = (): number => locals++
  const code: number[] = []
  const kept = (value: Expression): number => {
    const into = local()
    code.push(...value, ...set(into))
    return into
  }
  // The first address, moved by as many bytes, is where to stop.
  code.push(...get(0), ...get(end), 0x6a, ...set(end))
  const splats = each(scalars, (i) => get(kept([...get(arrays + 1 + i), ...simd(0x14)])))
  code.push(0x03, 0x40)
  const loaded = each(arrays, (i) => kept([...get(i), ...load]))
  const halves = [false, true].map((isUpper) => {
    const values = loaded.map((from) => {
      const half = isUpper ? [...get(from), ...get(from), ...upper] : get(from)
      return get(kept([...half, ...promote]))
    })
    const results = rule((value) => get(kept(value)), values, splats)
    return results.map((value) => value && get(kept([...value, ...demote])))
  })
  halves[0].forEach((low, i) => {
    const high = halves[1][i]
    if (low && high) code.push(...get(i), ...low, ...high, ...joined, ...store)
  })
  for (let i = 0; i < arrays; i++) code.push(...get(i), 0x41, 16, 0x6a, ...set(i))
  code.push(...get(0), ...get(end), 0x49, 0x0d, 0, 0x0b, 0x0b)
  // One page at least; a shared memory has a largest size.
  const limits = isShared ? [0x03, 1, ...unsigned(mostPages)] : [0x00, 1]
  const vectors = [1, ...unsigned(locals - parameters.length), vector]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, ...list(parameters.map((type) => [type])), 0]]),
    ...section(2, [[...text('host'), ...text('memory'), 0x02, ...limits]]),
    ...section(3, [[0]]),
    ...section(7, [[...text('run'), 0x00, 0]]),
    ...section(10, [[...unsigned(vectors.length + code.length), ...vectors, ...code]]),
  ])
}

/** Pages of a memory at most: 4 GB. */
const mostPages = 65_536

function each<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = list(items)
  return [id, ...unsigned(content.length), ...content]
}

function text(name: string): number[] {
  return list([...Buffer.from(name)].map((byte) => [byte]))
}
