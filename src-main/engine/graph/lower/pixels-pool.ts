import type { Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { elementCount } from '../order.ts'

/**
 * For 2×2 windows that tile images stored pixels first, where a pixel is a whole line of memory: the
 * four pixels of every window as four tensors, upper left, upper right, lower left, lower right.
 */
export function quartersOf(emit: Emitter, x: Value): [Value, Value, Value, Value] {
  const [height, width, ...pixel] = x.shape
  const run = elementCount(pixel)
  const windows = emit.reshape(x, [height / 2, 2, width / 2, 2, run])
  const quarter = (row: number, column: number): Value => {
    const list = (...numbers: number[]): Value => emit.graph.integers(numbers)
    const bounds = [list(row, column), list(row + 1, column + 1), list(1, 3)]
    const shape = [height / 2, 1, width / 2, 1, run]
    const part = emit.node('Slice', [windows, ...bounds], {}, shape, x)
    return emit.reshape(part, [height / 2, width / 2, ...pixel])
  }
  return [quarter(0, 0), quarter(0, 1), quarter(1, 0), quarter(1, 1)]
}

export function largestOf(emit: Emitter, values: readonly Value[]): Value {
  return emit.node('Max', values, {}, values[0].shape, values[0])
}

/** Four quarters as one image again. */
export function fromQuarters(emit: Emitter, quarters: readonly Value[]): Value {
  const [rows, columns, ...pixel] = quarters[0].shape
  const run = elementCount(pixel)
  const line = (pair: readonly Value[]): Value => {
    const pieces = pair.map((each) => emit.reshape(each, [rows, columns, 1, run]))
    const mixed = emit.node('Concat', pieces, { axis: 2 }, [rows, columns, 2, run], quarters[0])
    return emit.reshape(mixed, [rows, 1, 2 * columns * run])
  }
  const lines = [line(quarters.slice(0, 2)), line(quarters.slice(2))]
  const both = emit.node('Concat', lines, { axis: 1 }, [rows, 2, 2 * columns * run], quarters[0])
  return emit.reshape(both, [2 * rows, 2 * columns, ...pixel])
}
