import { join } from 'node:path'
import type { Found } from './found.ts'
import { readImages, type ImageList, type ImageWish, type ListedImage } from './image-list.ts'
import { mostClasses } from './limits.ts'
import { entriesOf, type Reading } from './reading.ts'
import { malformed } from './refusal.ts'

const wanted =
  'one folder a class, each with PNG or JPEG files, belongs here; or train and test (or val), each with those'

const image = /\.(png|jpe?g)$/i

/** What a folder and its test part may be called beside `train`. */
const testNames = ['test', 'val']

/**
 * A folder of images, one folder a class, named in alphabetical order; or one of `train` and `test`
 * (or `val`) with such folders. Files that are not PNG or JPEG by name are passed over and counted.
 */
export async function readImageFolder(
  folder: string,
  wish: ImageWish,
  reading: Reading,
): Promise<Found> {
  const names = await foldersIn(folder)
  const test = testNames.find((name) => names.length === 2 && names.includes(name))
  const hasParts = test !== undefined && names.includes('train')
  const roots = hasParts ? ['train', test] : ['']
  const classes = hasParts ? await foldersIn(join(folder, 'train')) : names
  if (classes.length > mostClasses) {
    throw malformed(folder, `holds ${classes.length} classes; at most ${mostClasses} are read`)
  }
  const parts = []
  let ignored = 0
  for (const root of roots) {
    const listed = await listPart(folder, root, classes)
    parts.push(listed.images)
    ignored += listed.ignored
  }
  const [first, second] = parts
  const list: ImageList = { folder, classes, parts: hasParts ? [first, second] : [first] }
  const found = await readImages(list, wish, reading)
  return ignored === 0 ? found : { ...found, options: { ...found.options, filesIgnored: ignored } }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder, wanted)
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const seen = names.filter((name) => !name.startsWith('.'))
  if (seen.length > 0) return seen
  throw malformed(folder, `holds no folders; ${wanted}`)
}

async function listPart(folder: string, root: string, classes: readonly string[]) {
  const images: ListedImage[] = []
  let ignored = 0
  const present = await foldersIn(join(folder, root))
  const unknown = present.find((name) => !classes.includes(name))
  if (unknown !== undefined) {
    throw malformed(join(folder, root, unknown), 'is a class that train has no examples of')
  }
  for (const [label, name] of classes.entries()) {
    if (!present.includes(name)) continue
    const entries = await entriesOf(join(folder, root, name), wanted)
    const inner = entries.find((entry) => entry.isDirectory())
    if (inner)
      throw malformed(join(folder, root, name, inner.name), `is a folder inside a class; ${wanted}`)
    const files = entries.filter((entry) => image.test(entry.name) && !entry.name.startsWith('.'))
    if (files.length === 0) throw malformed(join(folder, root, name), 'holds no PNG or JPEG files')
    ignored += entries.length - files.length
    images.push(...files.map((entry) => ({ file: join(root, name, entry.name), label })))
  }
  return { images, ignored }
}
