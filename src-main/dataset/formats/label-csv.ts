import { dirname, isAbsolute, join, posix } from 'node:path'
import { CuspError } from '#errors'
import { parseCsv } from './csv.ts'
import type { Found } from './found.ts'
import { mostImages, readImages, type ImageWish, type ListedImage } from './image-list.ts'
import { mostClasses } from './limits.ts'
import type { Reading } from './reading.ts'
import { malformed } from './refusal.ts'

const longestCsv = 128 * 2 ** 20
const wanted =
  'a first line "file,label" (and ",part" with train or test, if there are parts) belongs here'

interface Row {
  readonly line: number
  readonly file: string
  readonly label: string
  readonly part: string | undefined
}

/**
 * A CSV `file,label` (and `part`, if the source has parts) beside a folder of images. Labels that are
 * all whole numbers are the classes' own; names become classes in alphabetical order.
 * @param images folder that the files are named from; the CSV's own unless stated.
 */
export async function readLabelCsv(
  file: string,
  images: string | undefined,
  wish: ImageWish,
  reading: Reading,
): Promise<Found> {
  const text = Buffer.from(await reading.file(file, longestCsv)).toString()
  const rows = rowsOf(text, file)
  const { classes, labelOf } = classesOf(rows, file)
  const folder = images ?? dirname(file)
  const listed = (part?: string): ListedImage[] =>
    rows
      .filter((row) => part === undefined || row.part === part)
      .map((row) => ({ file: insideOf(row, file), label: labelOf(row) }))
  const hasParts = rows.some((row) => row.part !== undefined)
  const parts = hasParts ? ([listed('train'), listed('test')] as const) : ([listed()] as const)
  return readImages({ folder, classes, parts }, wish, reading)
}

function rowsOf(text: string, file: string): Row[] {
  const [head, ...rest] = parseCsv(text, file, mostImages + 1)
  const columns = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const [fileAt, labelAt, partAt] = ['file', 'label', 'part'].map((name) => columns.indexOf(name))
  if (fileAt < 0 || labelAt < 0) {
    throw malformed(file, `begins with "${columns.join(',').slice(0, 60)}"; ${wanted}`)
  }
  if (rest.length === 0) throw malformed(file, 'names no images; at least two rows belong here')
  return rest.map(({ line, cells }) => {
    if (cells.length !== columns.length) {
      throw malformed(file, `line ${line} has ${cells.length} cells; ${columns.length} belong here`)
    }
    const part = partAt < 0 ? undefined : cells[partAt].trim()
    if (part !== undefined && part !== 'train' && part !== 'test') {
      throw malformed(file, `line ${line} has the part "${part}"; train or test belongs here`)
    }
    return { line, file: cells[fileAt].trim(), label: cells[labelAt].trim(), part }
  })
}

function classesOf(rows: readonly Row[], file: string) {
  const stated = [...new Set(rows.map(({ label }) => label))]
  const empty = rows.find(({ label }) => label === '')
  if (empty) throw malformed(file, `line ${empty.line} has no label`)
  const areNumbers = stated.every((label) => /^(0|[1-9]\d*)$/.test(label))
  if (areNumbers) {
    const beyond = rows.find(({ label }) => Number(label) >= mostClasses)
    if (beyond) {
      const right = `0 to ${mostClasses - 1}, or a name, belongs here`
      throw malformed(file, `line ${beyond.line} has the label ${beyond.label}; ${right}`)
    }
    const highest = stated.reduce((most, label) => Math.max(most, Number(label)), 0)
    const classes = Array.from({ length: highest + 1 }, (_, label) => String(label))
    return { classes, labelOf: ({ label }: Row) => Number(label) }
  }
  if (stated.length > mostClasses) {
    throw malformed(file, `names ${stated.length} classes; at most ${mostClasses} are read`)
  }
  const classes = stated.sort()
  const numbers = new Map(classes.map((name, label) => [name, label]))
  return { classes, labelOf: ({ label }: Row) => numbers.get(label) ?? 0 }
}

/** A file's name, if it stays inside the folder of images. */
function insideOf({ file: name, line }: Row, file: string): string {
  const plain = posix.normalize(name.replaceAll('\\', '/'))
  const isInside = plain !== '.' && !plain.startsWith('..') && !plain.startsWith('/')
  if (isInside && !isAbsolute(name) && !/^[a-z]:/i.test(name) && !name.includes('\0')) {
    return join(plain)
  }
  throw new CuspError(
    'dataset.malformed',
    `${file}: line ${line} names "${name.slice(0, 80)}"; a file inside the folder of images belongs here`,
    { place: file },
  )
}
