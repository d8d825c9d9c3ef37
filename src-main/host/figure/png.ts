import { CuspError } from '#errors'

/** Pixels of the largest picture: what a printer needs for A3, and no machine's whole memory. */
const mostPixels = 100e6

/**
 * A figure as a PNG, so many pixels to a 96th of an inch; the file says how many to an inch.
 * @param size of the figure, in cm
 * @throws CuspError `input.invalid` where it would have too many pixels.
 */
export async function pngOf(
  svg: string,
  size: { readonly width: number; readonly height: number },
  scale: number,
): Promise<Buffer> {
  const density = 96 * scale
  const pixels = (size.width / 2.54) * (size.height / 2.54) * density ** 2
  if (pixels > mostPixels) {
    const message = `png: ${scale} makes ${Math.round(pixels / 1e6)} million pixels of this figure; 100 million is the most.`
    throw new CuspError('input.invalid', message, { place: 'png' })
  }
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new CuspError(
      'internal',
      'PNG cannot be made: the compiled part of "sharp" is not installed; run "npm ci".',
      { cause },
    )
  })
  // Sizes in cm would be multiplied by the density twice; without them a unit is a point.
  const inPoints = svg.replace(/ width="[\d.]+cm" height="[\d.]+cm"/, '')
  return sharp(Buffer.from(inPoints), { density })
    .flatten({ background: '#ffffff' })
    .withMetadata({ density })
    .png()
    .toBuffer()
}
