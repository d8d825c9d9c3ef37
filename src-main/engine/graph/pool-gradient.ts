import type { Value } from './graph.ts'

/** What a max-pool gradient is made of, all stored NCHW. */
export interface PoolGradient {
  readonly input: Value
  readonly pooled: Value
  /** The gradient with respect to `pooled`. */
  readonly slope: Value
  readonly window: Window
}

/** The attributes of a pool: sizes as [rows, columns], pads as [top, left, bottom, right]. */
export type Window = Readonly<Record<'kernel_shape' | 'strides' | 'pads', readonly number[]>>
