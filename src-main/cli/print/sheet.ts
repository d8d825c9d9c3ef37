import { replaceFile } from '#disk'
import { CuspError } from '#errors'
import type { DatasetDetail } from '#contract'
import { encodePng, type Picture } from './png.ts'

/** Between two images, in pixels; the paper is mid grey, which no border of an image blends with. */
const gap = 2
const paper = 128

/** The examples of a preview side by side, about as wide as high. */
export function contactSheet({ entry, preview }: DatasetDetail): Picture {
  const { height, width } = entry.shape
  const channels = entry.shape.channels === 1 ? 1 : 3
  const columns = Math.ceil(Math.sqrt((preview.length * height) / width))
  const rows = Math.ceil(preview.length / columns)
  const sheet = {
    height: rows * (height + gap) + gap,
    width: columns * (width + gap) + gap,
    channels,
  } as const
  const pixels = new Uint8Array(sheet.height * sheet.width * channels).fill(paper)
  preview.forEach((example, i) => {
    const bytes = Buffer.from(example.pixels, 'base64')
    const top = gap + Math.floor(i / columns) * (height + gap)
    const left = gap + (i % columns) * (width + gap)
    for (let y = 0; y < height; y++) {
      const line = bytes.subarray(y * width * channels, (y + 1) * width * channels)
      pixels.set(line, ((top + y) * sheet.width + left) * channels)
    }
  })
  return { ...sheet, pixels }
}

/** Writes the sheet. @throws CuspError `input.invalid` where there is none, or no place for it. */
export async function writeSheet(file: string, detail: DatasetDetail): Promise<void> {
  if (detail.preview.length === 0) {
    const message = `--preview: "${detail.entry.name}" is a corruption set, and only examples are shown.`
    throw new CuspError('input.invalid', message, { place: '--preview' })
  }
  try {
    await replaceFile(file, encodePng(contactSheet(detail)))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    const message = `--preview ${file}: the file cannot be written (${why}).`
    throw new CuspError('input.invalid', message, { place: '--preview', cause: error })
  }
}
