import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import type { Dataset } from '../dataset.ts'
import { severities, type Severity, firstTest } from '../stored/corruptions.ts'
import { mostBytes } from './limits.ts'
import { npyStart, parseNpy, parseNpyHeader } from './npy.ts'
import { entriesOf, withFile, type Reading } from './reading.ts'
import { malformed } from './refusal.ts'

const labelsFile = 'labels.npy'
const wanted = 'a folder of <corruption>.npy and labels.npy belongs here, as CIFAR-10-C has them'
const name = /^([a-z0-9][a-z0-9_-]*)\.npy$/

/** Names of the corruptions of a folder. @throws CuspError `dataset.missing`, `dataset.malformed`. */
export async function corruptionsIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder, wanted)
  const arrays = entries.filter((entry) => entry.name.endsWith('.npy') && entry.name !== labelsFile)
  const names = arrays.map((entry) => {
    const [, corruption] = name.exec(entry.name) ?? []
    if (corruption !== undefined) return corruption
    throw malformed(
      join(folder, entry.name),
      'names no corruption; a–z, 0–9, "_" and "-" belong here',
    )
  })
  if (names.length > 0) return names
  throw malformed(folder, `holds no corruption; ${wanted}`)
}

/**
 * Checks that the set's labels are those of the base's test examples, in order: the only sign there is
 * that its images are of the same examples.
 * @throws CuspError `dataset.malformed`, naming the first label that differs.
 */
export async function requireLabels(
  folder: string,
  base: Dataset,
  reading: Reading,
): Promise<void> {
  const file = join(folder, labelsFile)
  const { shape, at } = parseNpy(await reading.file(file, mostBytes, wanted), file)
  const labels = base.labels.subarray(firstTest(base))
  const [count] = shape
  if (
    shape.length !== 1 ||
    (count !== labels.length && count !== severities.length * labels.length)
  ) {
    const right = `${labels.length} labels, or ${severities.length} times as many, belong here`
    throw malformed(
      file,
      `has the shape (${shape.join(', ')}); ${right}: "${base.name}" has that test part`,
    )
  }
  for (let i = 0; i < count; i++) {
    const expected = labels[i % labels.length]
    if (at(i) !== expected) {
      const test = `test example ${i % labels.length} of "${base.name}" has ${expected}`
      throw malformed(file, `label ${i} is ${at(i)}, but ${test}; is it of another dataset?`)
    }
  }
}

/** Reads the slabs of a folder's files: severity after severity, and files as they are asked for. */
export class SlabReader {
  readonly #folder: string
  readonly #base: Dataset
  readonly #reading: Reading
  #digest: Hash = createHash('sha256')

  constructor(folder: string, base: Dataset, reading: Reading) {
    this.#folder = folder
    this.#base = base
    this.#reading = reading
  }

  /** The next slab: severities of a corruption in rising order, so that a file is hashed as it is read. */
  async next(corruption: string, severity: Severity): Promise<Uint8Array> {
    const file = join(this.#folder, `${corruption}.npy`)
    return withFile(file, wanted, async (opened, size) => {
      const start = new Uint8Array(Math.min(size, npyStart))
      await opened.read(start, 0, start.length, 0)
      const offset = this.#offsetOf(start, file, size)
      const length = (size - offset) / severities.length
      const slab = new Uint8Array(length)
      const from = offset + (severity - 1) * length
      for (let at = 0; at < length;) {
        this.#reading.checkpoint()
        const { bytesRead } = await opened.read(slab, at, length - at, from + at)
        if (bytesRead === 0) throw malformed(file, 'ends while it is read')
        at += bytesRead
      }
      if (severity === 1) this.#digest = createHash('sha256').update(start.subarray(0, offset))
      this.#digest.update(slab)
      if (severity === 5) this.#reading.note(file, size, this.#digest.digest('hex'))
      this.#reading.count(this.#base.count - firstTest(this.#base))
      return slab
    })
  }

  /** Where the pixels begin, if the array is what the base needs. */
  #offsetOf(start: Uint8Array, file: string, size: number): number {
    const header = parseNpyHeader(start, file)
    const { height, width, channels } = this.#base.shape
    const count = severities.length * (this.#base.count - firstTest(this.#base))
    const shapes = [[count, height, width, channels].join()]
    if (channels === 1) shapes.push([count, height, width].join())
    if (!shapes.includes(header.shape.join()) || header.dtype !== '|u1' || header.fortran) {
      const found = `is ${header.dtype} of (${header.shape.join(', ')})`
      const right = `|u1 of (${shapes[0].replaceAll(',', ', ')}), rows first, belongs here`
      throw malformed(
        file,
        `${found}; ${right}: 5 severities of the test part of "${this.#base.name}"`,
      )
    }
    const promised = header.offset + count * height * width * channels
    if (size !== promised) {
      throw malformed(file, `has ${size} bytes where its header promises ${promised}`)
    }
    return header.offset
  }
}
