import { crc32c, masked } from './crc32c.ts'
import type { ExportedFile, Subject } from './subject.ts'

/** A scalar at a step; `time` in milliseconds since 1970. */
interface Scalar {
  readonly tag: string
  readonly value: number
  readonly step: number
  readonly time: number
}

/**
 * A run as an event file of TensorBoard, in a folder of its own. Its values are 32-bit floats, as the
 * format has them; steps and names are ours.
 */
export function tensorboardFile(subject: Subject): ExportedFile {
  const { run, series, timeOf } = subject
  const scalars: Scalar[] = series.flatMap(({ name, steps, values }) =>
    steps.map((step, i) => ({ tag: name, value: values[i], step, time: timeOf(step) })),
  )
  scalars.push(...headline(subject))
  scalars.sort((a, b) => a.step - b.step)
  const began = run.startedAt ?? run.createdAt
  const version = field(3, Buffer.from('brain.Event:2'))
  const events = [
    Buffer.concat([double(1, began / 1000), version]),
    ...scalars.map(({ tag, value, step, time }) =>
      Buffer.concat([double(1, time / 1000), integer(2, step), field(5, summary(tag, value))]),
    ),
  ]
  const seconds = String(Math.floor(began / 1000)).padStart(10, '0')
  return {
    path: `${folderOf(subject)}/events.out.tfevents.${seconds}.cusp`,
    contents: Buffer.concat(events.flatMap(record)),
  }
}

function headline({ run, scores, timeOf }: Subject): Scalar[] {
  const names = ['clean', 'adversarial', 'spatial'] as const
  return names.flatMap((name) => {
    const value = scores?.[name]
    if (typeof value !== 'number') return []
    return [{ tag: `evaluation/${name}`, value, step: run.step, time: timeOf(run.step) }]
  })
}

/** The run's name as far as every file system takes it, and its id. */
export function folderOf({ run }: Pick<Subject, 'run'>): string {
  const plain = run.spec.name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return plain === '' ? run.id : `${plain.slice(0, 60)}-${run.id}`
}

/** TFRecord: length, its masked checksum, the record, its masked checksum. */
function record(data: Buffer): Buffer[] {
  const head = Buffer.alloc(12)
  head.writeBigUInt64LE(BigInt(data.length))
  head.writeUInt32LE(masked(crc32c(head.subarray(0, 8))), 8)
  const tail = Buffer.alloc(4)
  tail.writeUInt32LE(masked(crc32c(data)))
  return [head, data, tail]
}

/** Summary { repeated Value value = 1 { string tag = 1; float simple_value = 2 } } */
function summary(tag: string, value: number): Buffer {
  const float = Buffer.alloc(5)
  float[0] = (2 << 3) | 5
  float.writeFloatLE(value, 1)
  return field(1, Buffer.concat([field(1, Buffer.from(tag)), float]))
}

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes])
}

function integer(number: number, value: number): Buffer {
  return Buffer.from([number << 3, ...varint(value)])
}

function double(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = (number << 3) | 1
  bytes.writeDoubleLE(value, 1)
  return bytes
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left]
    bytes.push((left % 128) | 128)
  }
}
