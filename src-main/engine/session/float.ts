import type { TensorSpec } from '../compiler.ts'

/** A float32 tensor of these extents; none for a scalar. */
export function float(...shape: number[]): TensorSpec {
  return { shape, dtype: 'float32' }
}
