import type { Buffer } from '../compiler.ts'
import { pad } from './pad.ts'
import type { Runner, WeightedProgram } from './runner.ts'

/**
 * Runs a program on any number of images, in parts that `partsOf` chooses, each padded with zeros to
 * its capacity, which are cut from the results.
 * @param programFor the program for a capacity; each of its data and outputs has one row an image.
 * @param capacities rising.
 * @param data `count` rows each.
 */
export async function runInParts(
  runner: Runner,
  programFor: (capacity: number) => WeightedProgram,
  capacities: readonly number[],
  count: number,
  data: readonly Float32Array[],
): Promise<Buffer[]> {
  const parts: Buffer[][] = []
  let from = 0
  for (const capacity of partsOf(count, capacities)) {
    const size = Math.min(count - from, capacity)
    const program = programFor(capacity)
    const inputs = data.map((values, i) => {
      const row = rowLength(program, i)
      return pad(values.subarray(from * row, (from + size) * row), capacity * row)
    })
    const outputs = await runner.run(program, inputs)
    parts.push(outputs.map((values) => cut(values, (size * values.length) / capacity)))
    from += size
  }
  return parts.length === 1 ? parts[0] : parts[0].map((_, i) => join(parts.map((part) => part[i])))
}

/** What a part more costs, as that many images. */
const partCost = 4
/** Parts are worth another graph's compilation from this share of the cost of one padded part. */
const worthwhile = 0.75

/**
 * The capacities of the parts that images are run in: the largest as often as it is filled, then one
 * that the rest fits, or several, where that is much less padding: of the images that withstand an
 * attack, 38 take 32 + 8 and not 64.
 * @param capacities rising.
 */
export function partsOf(count: number, capacities: readonly number[]): number[] {
  const largest = Math.max(...capacities)
  const whole = new Array<number>(Math.floor(count / largest)).fill(largest)
  const rest = count % largest
  if (rest === 0 && whole.length > 0) return whole
  const single = [capacities.find((fits) => rest <= fits) ?? largest]
  const several = filledFirst(rest, capacities)
  const isWorth = costOf(several) <= worthwhile * costOf(single)
  return [...whole, ...(isWorth ? several : single)]
}

function costOf(parts: readonly number[]): number {
  return parts.reduce((sum, capacity) => sum + capacity + partCost, 0)
}

/** The largest capacities that are filled, and the least for what is left. */
function filledFirst(count: number, capacities: readonly number[]): number[] {
  const parts: number[] = []
  let left = count
  for (const capacity of capacities.toReversed())
    for (; left >= capacity; left -= capacity) parts.push(capacity)
  return left > 0 || count === 0 ? [...parts, capacities[0]] : parts
}

/** Values that one image has in a program's input. */
function rowLength({ data }: WeightedProgram, input: number): number {
  return data[input].shape.slice(1).reduce((product, extent) => product * extent, 1)
}

function cut(values: Buffer, length: number): Buffer {
  return length === values.length ? values : values.slice(0, length)
}

function join(parts: readonly Buffer[]): Buffer {
  const whole = new (parts[0].constructor as new (length: number) => Buffer)(
    parts.reduce((sum, part) => sum + part.length, 0),
  )
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
