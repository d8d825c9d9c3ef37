import type { Value } from './graph.ts'

/** What a max-pool gradient is made of, all stored NCHW, or all pixels first. */
export interface PoolGradient {
  readonly input: Value
  readonly pooled: Value
  /** The gradient with respect to `pooled`. */
  readonly slope: Value
  readonly window: Window
  /** Whether all are stored pixels first: then windows are 2×2 and tile the images. */
  readonly isByPixels: boolean
}

/** The attributes of a pool: sizes as [rows, columns], pads as [top, left, bottom, right]. */
export type Window = Readonly<Record<'kernel_shape' | 'strides' | 'pads', readonly number[]>>
