import { readFileSync } from 'node:fs'
import { memory } from '@tensorflow/tfjs'
import { createEngine, createOnnxCompiler } from '#engine'
import { runSpecSchema } from '#spec'
import { allocate, createOptimiser } from '../../../src-main/engine/optimiser/index.ts'

/**
 * Opens, uses and closes sessions, `node --expose-gc cycles.ts COUNT`, and prints what is left at
 * each quarter of the way as JSON.
 */
const count = Number(process.argv[2])
const threads = 2
const shape = { height: 8, width: 8, channels: 1 }
const spec = runSpecSchema.parse({
  version: 1,
  dataset: { source: { kind: 'digits' }, train: 8, test: 8 },
  model: { architecture: 'std-cnn' },
  epochs: 1,
  batchSize: 8,
  curriculum: { name: 'none' },
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})
const batch = {
  images: Float32Array.from({ length: 8 * 64 }, (_, i) => (i % 7) / 7),
  labels: Int32Array.from({ length: 8 }, (_, i) => i),
  indices: Uint32Array.from({ length: 8 }, (_, i) => i),
  size: 8,
}
const settings = {
  epsilon: 0.1,
  attackSteps: 1,
  rotation: 10,
  translation: 1,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-3,
}
const compiler = await createOnnxCompiler({ threads })
const description = { name: 'onnx', provider: 'cpu', threads, versions: {} } as const
const engine = createEngine(compiler, description)

/** An update shared with a thread, as only large networks start one. */
async function updateTogether(): Promise<void> {
  const optimiser = createOptimiser(spec.optimiser, threads)
  // What makes it large is never touched: such memory goes when garbage is collected, and none is here.
  const lengths = [...[0, 0, ...optimiser.slots].map(() => 2 ** 18), 2 ** 22]
  const [weight, gradient, ...slots] = allocate(lengths, threads).slice(0, -1)
  for (let step = 0; step < 2; step++) optimiser.update(weight, gradient, slots, 1e-3, step)
  await optimiser.close()
}

/** Six graphs compiled, run and let go. */
async function cycle(): Promise<void> {
  const subject = { spec, shape, classes: 10 }
  const training = await engine.openTraining(subject)
  await training.step(batch, settings, ['cycle'])
  const { weights } = await training.snapshot()
  await training.close()
  const evaluation = await engine.openEvaluation(subject, weights)
  await evaluation.predict(batch)
  await evaluation.inspect(batch)
  await evaluation.close()
  await updateTogether()
}

function left(): Record<string, number> {
  globalThis.gc?.()
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  return {
    tensors: memory().numTensors,
    threads: Number(/Threads:\s+(\d+)/.exec(status)?.[1] ?? 0),
    megabytes: process.memoryUsage().rss / 2 ** 20,
  }
}

const seen: Record<string, number>[] = []
for (let done = 1; done <= count; done++) {
  await cycle()
  if (done % (count / 4) === 0) seen.push(left())
}
process.stdout.write(JSON.stringify(seen))
