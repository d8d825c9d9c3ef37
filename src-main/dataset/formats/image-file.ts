import type { Sharp } from 'sharp'
import { CuspError } from '#errors'
import { longestSide } from './limits.ts'
import { malformed } from './refusal.ts'

/** What an image's header says; sizes as it is to be shown. */
export interface ImageHeader {
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
}

/** The one form that all images of a dataset get. */
export interface ImageForm {
  readonly height: number
  readonly width: number
  readonly colour: 'grey' | 'rgb'
}

/** Bytes of one image file; a photograph is a tenth of this. */
export const longestImage = 64 * 2 ** 20

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff)

/**
 * What the header of a PNG or JPEG says.
 * @throws CuspError `dataset.malformed` for any other file, and beyond 4096 pixels a side.
 */
export async function readHeader(bytes: Uint8Array, file: string): Promise<ImageHeader> {
  const image = await opened(bytes, file)
  const { autoOrient, space } = await image.metadata().catch((error: unknown) => {
    throw undecodable(file, error)
  })
  const { height, width } = autoOrient
  if (Math.max(height, width) > longestSide) {
    throw malformed(file, `is ${height} × ${width}; at most ${longestSide} pixels a side are read`)
  }
  return { height, width, isGrey: space === 'b-w' || space === 'grey16' }
}

/**
 * Pixels of a PNG or JPEG in a form, `[height, width, channel]`: the shorter side is scaled (linear
 * kernel, antialiased) until the form is covered, and the centre cut out. EXIF orientation is applied,
 * what is transparent becomes black, sixteen bits become eight.
 * @throws CuspError `dataset.malformed`, naming the file.
 */
export async function decodeImage(
  bytes: Uint8Array,
  file: string,
  { height, width, colour }: ImageForm,
): Promise<Uint8Array> {
  const image = await opened(bytes, file)
  const pixels = await image
    .autoOrient()
    .flatten({ background: '#000' })
    .resize({ width, height, fit: 'cover', kernel: 'linear', fastShrinkOnLoad: false })
    .toColourspace(colour === 'grey' ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer()
    .catch((error: unknown) => {
      throw undecodable(file, error)
    })
  const expected = height * width * (colour === 'grey' ? 1 : 3)
  if (pixels.length === expected) return pixels
  throw malformed(file, `gives ${pixels.length} bytes of pixels where ${expected} belong`)
}

/** Told by its first bytes, not its name: the library would decode more than these two kinds. */
async function opened(bytes: Uint8Array, file: string): Promise<Sharp> {
  const begins = (mark: Uint8Array) => mark.every((byte, i) => bytes[i] === byte)
  if (!begins(png) && !begins(jpeg)) throw malformed(file, 'is neither a PNG nor a JPEG inside')
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new CuspError(
      'dataset.missing',
      'PNG and JPEG cannot be decoded: the compiled part of "sharp" is not installed; run "npm ci".',
      { place: file, cause },
    )
  })
  // What a truncated photograph lacks would be grey: an error, as is more than any size read here.
  return sharp(bytes, { failOn: 'truncated', limitInputPixels: longestSide ** 2 })
}

function undecodable(file: string, error: unknown): CuspError {
  const reason = error instanceof Error ? error.message : String(error)
  return malformed(file, `cannot be decoded: ${reason.split('\n')[0]}`, error)
}
