import type { Buffer } from '../compiler.ts'
import { pad } from './pad.ts'
import type { Runner, WeightedProgram } from './runner.ts'

/**
 * Runs a program on any number of images: in parts of the largest capacity, the last in the smallest
 * that it fits, padded with zeros, which are cut from the results.
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
  const largest = Math.max(...capacities)
  const parts: Buffer[][] = []
  for (let from = 0; from < count || parts.length === 0; from += largest) {
    const size = Math.min(count - from, largest)
    const capacity = capacities.find((fits) => size <= fits) ?? largest
    const program = programFor(capacity)
    const inputs = data.map((values, i) => {
      const row = rowLength(program, i)
      return pad(values.subarray(from * row, (from + size) * row), capacity * row)
    })
    const outputs = await runner.run(program, inputs)
    parts.push(outputs.map((values) => cut(values, (size * values.length) / capacity)))
  }
  return parts.length === 1 ? parts[0] : parts[0].map((_, i) => join(parts.map((part) => part[i])))
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
