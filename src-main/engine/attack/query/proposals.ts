import type { ImageShape } from '#dataset'
import type { Generator } from '#random'

/** A random search for one image. */
export interface Search {
  readonly clean: Float32Array
  readonly shape: ImageShape
  readonly epsilon: number
  readonly random: Generator
}

/** What Square tries in one norm: images inside the ball and the bounds. */
export interface Proposals {
  first(search: Search): Float32Array
  /**
   * The best image so far, changed in a random window.
   * @param side of a window that covers the share of the image that is due, in px, not yet whole.
   */
  next(search: Search, best: Float32Array, side: number): Float32Array
}

/** A square of an image: its first row and column, and its side. */
export interface Window {
  readonly top: number
  readonly left: number
  readonly side: number
}

/** A window of this side, uniformly placed inside the image. */
export function drawWindow({ shape, random }: Search, side: number): Window {
  const top = random.integer(shape.height - side + 1)
  const left = random.integer(shape.width - side + 1)
  return { top, left, side }
}

/** Calls back for each pixel of a window in one channel: its place in the image and in the window. */
export function forWindow(
  { width, channels }: ImageShape,
  { top, left, side }: Window,
  channel: number,
  each: (at: number, within: number) => void,
): void {
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      each(((top + row) * width + left + column) * channels + channel, row * side + column)
}

/** −1 or 1, evenly. */
export function drawSign(random: Generator): number {
  return random.uniform() < 0.5 ? -1 : 1
}
