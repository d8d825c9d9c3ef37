import type { Generator } from '#random'
import type { Norm } from '#threat'

/**
 * A norm as an attack on arrays needs it. Everything is of one image: its pixels, a perturbation of
 * them or a gradient in them. Lengths are computed in double precision.
 */
export interface Ball {
  readonly norm: Norm
  /** A point of the unit ball, uniformly drawn. */
  randomStart(random: Generator, size: number): Float32Array
  /** A random perturbation of length 1. */
  direction(random: Generator, size: number): Float32Array
  /** Length of a perturbation. */
  measure(delta: Float32Array): number
  /** Distance of two images. */
  distance(a: Float32Array, b: Float32Array): number
  /** Length of a gradient in the dual norm: how fast the loss climbs along `steepest`. */
  dual(gradient: Float32Array): number
  /** The direction of length 1 along which the loss climbs most; 0 where the gradient is 0. */
  steepest(gradient: Float32Array): Float32Array
  /** Takes an image into the ball around `clean` and into the bounds [0, 1], in place. */
  project(image: Float32Array, clean: Float32Array, epsilon: number): void
}
