import type { Value } from '../graph.ts'
import type { Blocks } from './blocked.ts'

/** Zeros behind a value's own elements, along each axis. */
export function filledUp({ graph }: Blocks, value: Value, shape: readonly number[]): Value {
  if (shape.join() === value.shape.join()) return value
  const behind = shape.map((extent, axis) => extent - value.shape[axis])
  const sides = graph.integers([...shape.map(() => 0), ...behind])
  return graph.node('Pad', [value, sides], {}, { shape, type: value.type })
}
