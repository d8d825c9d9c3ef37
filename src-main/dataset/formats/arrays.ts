import { basename } from 'node:path'
import type { ImageShape } from '../dataset.ts'
import type { Part } from './found.ts'
import { mostClasses, requireModest } from './limits.ts'
import type { NpyArray } from './npy.ts'
import { malformed } from './refusal.ts'

/** A part read from arrays, and how far rounding to bytes moved a pixel at most, in [0, 1]. */
export interface ArrayPart extends Part {
  readonly shape: ImageShape
  readonly rounding: number
}

/**
 * Images and labels from two arrays: `x` `[count, height, width]` or `[count, height, width, channel]`
 * of bytes, or of floats in [0, 1], which are stored as the nearest of 256 levels; `y` `[count]` or
 * `[count, 1]` of whole numbers.
 * @throws CuspError `dataset.malformed`, naming the array and the value.
 */
export function partOf(x: NpyArray, y: NpyArray, names: readonly [string, string]): ArrayPart {
  const shape = shapeOf(x, names[0])
  const [count] = x.shape
  if (y.shape[0] !== count || y.shape.slice(1).some((size) => size !== 1)) {
    const right = `${count}, one label for each image of ${basename(names[0])}, belongs here`
    throw malformed(names[1], `has the shape (${y.shape.join(', ')}); ${right}`)
  }
  const labels = labelsOf(y, count, names[1])
  return {
    shape,
    labels,
    ...pixelsOf(x, count * shape.height * shape.width * shape.channels, names[0]),
  }
}

function shapeOf({ shape, dtype }: NpyArray, name: string): ImageShape {
  const stated = `has the shape (${shape.join(', ')})`
  const [count, height, width, channels = 1] = shape
  if (shape.length < 3 || shape.length > 4) {
    throw malformed(name, `${stated}; (count, height, width) or (…, channels) belongs here`)
  }
  const isFirst = channels > 3 && (height === 1 || height === 3)
  if (isFirst) throw malformed(name, `${stated}; channels come last: transpose it to (0, 2, 3, 1)`)
  if (!/[uf]/.test(dtype) || (dtype.includes('u') && dtype !== '|u1')) {
    throw malformed(name, `is of ${dtype}; uint8, or float32 or float64 in [0, 1], belongs here`)
  }
  requireModest(name, { count, height, width }, channels)
  return { height, width, channels }
}

function pixelsOf({ at, dtype }: NpyArray, length: number, name: string) {
  const images = new Uint8Array(length)
  let rounding = 0
  if (dtype === '|u1') {
    for (let i = 0; i < length; i++) images[i] = at(i)
    return { images, rounding }
  }
  for (let i = 0; i < length; i++) {
    const value = at(i)
    if (!(value >= 0 && value <= 1)) throw outside(value, at, length, name)
    images[i] = Math.round(255 * value)
    rounding = Math.max(rounding, Math.abs(value - images[i] / 255))
  }
  return { images, rounding }
}

/** Above this, values that are never negative are levels up to 255 rather than a normalised image's. */
const farOut = 8

/** Guesses by all values what was done to them: the first that is outside may be of either kind. */
function outside(value: number, at: NpyArray['at'], length: number, name: string) {
  const broken = Number.isFinite(value) ? '' : ': every value must be a number'
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < length; i++) {
    low = Math.min(low, at(i))
    high = Math.max(high, at(i))
  }
  const guess =
    low >= 0 && high > farOut && high <= 255
      ? ': divide by 255, or save it as uint8'
      : ': undo the normalisation: it belongs inside the model'
  return malformed(name, `holds the value ${value}; floats in [0, 1] belong here${broken || guess}`)
}

function labelsOf({ at, dtype }: NpyArray, count: number, name: string): Uint8Array {
  if (dtype.includes('f')) {
    throw malformed(name, `is of ${dtype}; whole numbers belong here`)
  }
  return Uint8Array.from({ length: count }, (_, i) => {
    const label = at(i)
    if (label >= 0 && label < mostClasses) return label
    throw malformed(name, `label ${i} is ${label}; 0 to ${mostClasses - 1} belongs here`)
  })
}
