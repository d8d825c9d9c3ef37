import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch } from '#dataset'
import type { NamedArray } from '#trainer'
import { drawWeights, noise } from './draws.ts'
import { openEngine } from './engine.ts'
import { attackSteps, beta, epsilon, gridAngles, stepSize } from './rows.ts'
import { classes, specOf, type BenchSubject } from './subjects.ts'

/** What every contender is given: `subject.json`, and the numbers it speaks of in `arrays.bin`. */
export interface SubjectFile extends BenchSubject {
  readonly classes: number
  readonly attack: { readonly epsilon: number; readonly stepSize: number; readonly steps: number }
  readonly beta: number
  readonly momentum: number
  /** Degrees. */
  readonly angles: readonly number[]
  /** Trainable parameters, and the first images' logits for these weights, as Cusp has them. */
  readonly parameters: number
  readonly logits: readonly number[]
  /** Little-endian float32, one after the other; images are `[n, height, width, channel]`. */
  readonly arrays: readonly { readonly name: string; readonly shape: readonly number[] }[]
}

/** Images whose logits every contender must agree on. */
const compared = 4

/** Writes a subject into a folder of its own. Labels are what the network says: it errs nowhere. */
export async function writeSubject(
  folder: string,
  subject: BenchSubject,
  threads: number,
): Promise<SubjectFile> {
  const engine = await openEngine(threads)
  const of = { spec: specOf(subject), shape: subject.shape, classes }
  const training = await engine.openTraining(of)
  const weights = drawWeights((await training.snapshot()).weights)
  await training.close()
  const batch = noise(subject.shape, subject.batchSize)
  const evaluation = await engine.openEvaluation(of, weights)
  const { logits } = await evaluation.inspect(batch)
  const { prediction } = await evaluation.predict(batch)
  await evaluation.close()
  const { height, width, channels } = subject.shape
  const arrays = [
    ...weights,
    { name: 'images', shape: [batch.size, height, width, channels], values: batch.images },
    { name: 'labels', shape: [batch.size], values: Float32Array.from(prediction) },
  ]
  const document: SubjectFile = {
    ...subject,
    classes,
    attack: { epsilon, stepSize, steps: attackSteps },
    beta,
    momentum: 0.9,
    angles: gridAngles(subject.gridPart),
    parameters: parametersOf(weights),
    logits: Array.from(logits.subarray(0, compared * classes)),
    arrays: arrays.map(({ name, shape }) => ({ name, shape })),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'subject.json'), JSON.stringify(document))
  writeFileSync(
    join(folder, 'arrays.bin'),
    Buffer.concat(arrays.map(({ values }) => bytes(values))),
  )
  return document
}

/** A subject as it was written. */
export function readSubject(folder: string): {
  subject: SubjectFile
  weights: NamedArray[]
  batch: Batch
} {
  const subject = JSON.parse(readFileSync(join(folder, 'subject.json'), 'utf8')) as SubjectFile
  const stored = readFileSync(join(folder, 'arrays.bin'))
  let at = 0
  const arrays = subject.arrays.map(({ name, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1)
    const values = new Float32Array(
      stored.buffer.slice(stored.byteOffset + at, stored.byteOffset + at + 4 * length),
    )
    at += 4 * length
    return { name, shape, values }
  })
  const [images, labels] = arrays.slice(-2)
  const size = subject.batchSize
  const batch = {
    images: images.values,
    labels: Int32Array.from(labels.values),
    indices: Uint32Array.from({ length: size }, (_, i) => i),
    size,
  }
  return { subject, weights: arrays.slice(0, -2), batch }
}

function parametersOf(weights: readonly NamedArray[]): number {
  return weights
    .filter(({ name }) => !/\/(mean|variance)$/.test(name))
    .reduce((sum, { values }) => sum + values.length, 0)
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
