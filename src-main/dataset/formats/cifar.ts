import { join } from 'node:path'
import type { Found, Part } from './found.ts'
import type { Reading } from './reading.ts'
import { malformed } from './refusal.ts'

/** What tells CIFAR-10 from CIFAR-100: files, label bytes before the pixels, and names of classes. */
interface Variant {
  readonly folder: string
  readonly train: readonly string[]
  readonly test: readonly string[]
  readonly names: string
  readonly classes: number
  /** Label bytes of a record, and which of them is meant. */
  readonly labelBytes: number
  readonly label: number
}

const side = 32
const plane = side * side
const pixels = 3 * plane

/** Ten times what an official file holds. */
const longestFile = 10 * 50_000 * (2 + pixels)

const cifar10: Variant = {
  folder: 'cifar-10-batches-bin',
  train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  test: ['test_batch.bin'],
  names: 'batches.meta.txt',
  classes: 10,
  labelBytes: 1,
  label: 0,
}

/** A record begins with the coarse label, then the fine one. */
const cifar100 = {
  fine: { names: 'fine_label_names.txt', classes: 100, label: 1 },
  coarse: { names: 'coarse_label_names.txt', classes: 20, label: 0 },
} as const

/** The binary version of CIFAR-10: records of a label and 3 × 1024 bytes, one plane a colour. */
export function readCifar10(folder: string, reading: Reading): Promise<Found> {
  return readCifar(folder, cifar10, reading)
}

/** The binary version of CIFAR-100, by its 100 fine labels or its 20 coarse ones. */
export async function readCifar100(
  folder: string,
  reading: Reading,
  labels: 'fine' | 'coarse',
): Promise<Found> {
  const files = { folder: 'cifar-100-binary', train: ['train.bin'], test: ['test.bin'] }
  const found = await readCifar(folder, { ...files, labelBytes: 2, ...cifar100[labels] }, reading)
  return { ...found, options: { labels } }
}

async function readCifar(folder: string, variant: Variant, reading: Reading): Promise<Found> {
  const parts = []
  for (const files of [variant.train, variant.test]) {
    const read: Part[] = []
    for (const file of files) read.push(await readBatch(join(folder, file), variant, reading))
    parts.push(joined(read))
  }
  const classes = await readNames(join(folder, variant.names), variant, reading)
  const shape = { height: side, width: side, channels: 3 }
  return { shape, classes, parts: [parts[0], parts[1]] }
}

async function readBatch(file: string, variant: Variant, reading: Reading): Promise<Part> {
  const wanted = `the folder ${variant.folder} of the binary version belongs here`
  const bytes = await reading.file(file, longestFile, wanted)
  const record = variant.labelBytes + pixels
  const count = Math.floor(bytes.length / record)
  if (count === 0 || bytes.length % record !== 0) {
    throw malformed(file, `has ${bytes.length} bytes; a multiple of ${record} belongs here`)
  }
  const images = new Uint8Array(count * pixels)
  const labels = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const at = i * record
    labels[i] = bytes[at + variant.label]
    if (labels[i] >= variant.classes) {
      const right = `0 to ${variant.classes - 1} belongs here`
      throw malformed(file, `record ${i} has the label ${labels[i]}; ${right}`)
    }
    const planes = bytes.subarray(at + variant.labelBytes, at + record)
    for (let p = 0; p < plane; p++) {
      for (let c = 0; c < 3; c++) images[i * pixels + 3 * p + c] = planes[c * plane + p]
    }
  }
  reading.count(count)
  return { images, labels }
}

function joined(parts: readonly Part[]): Part {
  return {
    images: Buffer.concat(parts.map(({ images }) => images)),
    labels: Buffer.concat(parts.map(({ labels }) => labels)),
  }
}

async function readNames(file: string, { classes }: Variant, reading: Reading): Promise<string[]> {
  const bytes = await reading.file(file, 1 << 16, 'it names the classes')
  const names = Buffer.from(bytes).toString().split(/\r?\n/)
  const stated = names.map((name) => name.trim()).filter((name) => name !== '')
  if (stated.length === classes) return stated
  throw malformed(file, `names ${stated.length} classes; ${classes} names, one a line, belong here`)
}
