import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import type { Found, Part } from './found.ts'
import { decodeImage, longestImage, readHeader, type ImageForm } from './image-file.ts'
import { requireModest } from './limits.ts'
import type { Reading } from './reading.ts'
import { malformed, missing } from './refusal.ts'

/** An image of a source, by its place under the source's folder. */
export interface ListedImage {
  readonly file: string
  readonly label: number
}

/** Images of a folder; all, or those of train and those of test. */
export interface ImageList {
  readonly folder: string
  readonly classes: readonly string[]
  readonly parts:
    readonly [readonly ListedImage[]] | readonly [readonly ListedImage[], readonly ListedImage[]]
}

/** What was asked of the images: `size` in pixels, for a square; else they must all be of one size. */
export interface ImageWish {
  readonly size?: number | undefined
  readonly colour?: 'grey' | 'rgb' | undefined
}

/** Images decoded at a time: the decoder has threads of its own. */
const atOnce = 16

export const mostImages = 1_000_000

/**
 * Decodes the images of a list into one form, which is kept with the dataset.
 * @throws CuspError `dataset.malformed`, for images of several sizes unless a size is asked for.
 */
export async function readImages(
  list: ImageList,
  wish: ImageWish,
  reading: Reading,
): Promise<Found> {
  const all = list.parts.flat()
  if (all.length > mostImages) {
    throw malformed(list.folder, `holds ${all.length} images; at most ${mostImages} are read`)
  }
  reading.expect(all.length)
  const form = await formOf(list, wish, reading)
  const channels = form.colour === 'grey' ? 1 : 3
  requireModest(list.folder, { count: all.length, ...form }, channels)
  const digest = createHash('sha256')
  let bytes = 0
  const decode = async (images: readonly ListedImage[]): Promise<Part> => {
    const length = form.height * form.width * channels
    const pixels = new Uint8Array(images.length * length)
    await eachGroup(
      images,
      async ({ file }, i) => {
        const path = await insideOf(list.folder, file)
        const read = await reading.contents(path, longestImage)
        pixels.set(await decodeImage(read.bytes, path, form), i * length)
        reading.count(1)
        return { file, ...read }
      },
      (read) => {
        digest.update(`${read.file}\0${read.sha256}\n`)
        bytes += read.bytes.length
      },
    )
    return { images: pixels, labels: Uint8Array.from(images, ({ label }) => label) }
  }
  const [first, second] = list.parts
  const parts = second
    ? ([await decode(first), await decode(second)] as const)
    : ([await decode(first)] as const)
  reading.note(`${all.length} images of ${list.folder}`, bytes, digest.digest('hex'))
  const { height, width } = form
  return {
    shape: { height, width, channels },
    classes: list.classes,
    parts,
    options: optionsOf(form, wish),
  }
}

/** The path of a listed file, if no link on the way leads out of the folder. */
async function insideOf(folder: string, file: string): Promise<string> {
  const path = join(folder, file)
  const [root, real] = await Promise.all([realpath(folder), realpath(path)]).catch(
    (error: unknown) => {
      throw missing(path, error)
    },
  )
  const inside = relative(root, real)
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return path
  throw malformed(path, `leads outside ${folder}; put the file itself there`)
}

function optionsOf({ colour }: ImageForm, { size }: ImageWish): Found['options'] {
  return size === undefined
    ? { colour }
    : { colour, size, resize: 'shorter side to size, linear kernel, then centre crop' }
}

async function formOf(list: ImageList, wish: ImageWish, reading: Reading): Promise<ImageForm> {
  const { size, colour } = wish
  if (size !== undefined && colour !== undefined) return { height: size, width: size, colour }
  let first: { readonly file: string; readonly height: number; readonly width: number } | undefined
  let isGrey = true
  await eachGroup(
    list.parts.flat(),
    async ({ file }) => {
      const path = await insideOf(list.folder, file)
      const { bytes } = await reading.contents(path, longestImage)
      return { file, ...(await readHeader(bytes, path)) }
    },
    (header) => {
      reading.checkpoint()
      isGrey &&= header.isGrey
      first ??= header
      if (size !== undefined || (header.height === first.height && header.width === first.width))
        return
      const sizes = `${header.height} × ${header.width}, but ${first.file} is ${first.height} × ${first.width}`
      throw malformed(
        join(list.folder, header.file),
        `is ${sizes}; give --size to scale and crop all to one`,
      )
    },
  )
  const { height = 0, width = 0 } = first ?? {}
  return {
    height: size ?? height,
    width: size ?? width,
    colour: colour ?? (isGrey ? 'grey' : 'rgb'),
  }
}

/** Works on a few at a time; what comes of each is taken in the list's own order. */
async function eachGroup<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
  take: (result: Result) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += atOnce) {
    const group = items.slice(from, from + atOnce)
    const results = await Promise.all(group.map((item, i) => work(item, from + i)))
    for (const result of results) take(result)
  }
}
