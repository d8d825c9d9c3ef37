import { createEngine, createOnnxCompiler } from '#engine'
import { generator } from '#random'
import { runSpecSchema } from '#spec'
import type { TrainingSession } from '#trainer'

const shape = { height: 28, width: 28, channels: 1 }
const size = 64
const spec = runSpecSchema.parse({
  version: 1,
  name: 'threads',
  dataset: { source: { kind: 'digits' }, train: size, test: 1 },
  model: { architecture: 'std-cnn' },
  epochs: 1,
  batchSize: size,
  curriculum: {},
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})
const settings = {
  epsilon: 0.1,
  attackSteps: 2,
  rotation: 0,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-6,
}
const rounds = 7

/**
 * Milliseconds that an attacked training step of a small network takes by each number of threads: the
 * least of a few rounds in which each has its turn, after one that compiles.
 * @param elapsed milliseconds of a steady clock
 */
export async function timeThreads(
  counts: readonly number[],
  elapsed: () => number,
): Promise<number[]> {
  const random = generator(['threads'])
  const images = Float32Array.from({ length: size * 784 }, () => random.uniform())
  const labels = Int32Array.from({ length: size }, (_, i) => i % 10)
  const batch = { images, labels, indices: Uint32Array.from(labels.keys()), size }
  const step = (session: TrainingSession): Promise<unknown> =>
    session.step(batch, settings, ['threads'])
  const sessions = await Promise.all(counts.map(openBy))
  const least = counts.map(() => Infinity)
  for (const session of sessions) await step(session)
  for (let round = 0; round < rounds; round++)
    for (const [i, session] of sessions.entries()) {
      const start = elapsed()
      await step(session)
      least[i] = Math.min(least[i], elapsed() - start)
    }
  for (const session of sessions) await session.close()
  return least
}

async function openBy(threads: number): Promise<TrainingSession> {
  const compiler = await createOnnxCompiler({ threads })
  const description = { name: 'onnx', provider: 'cpu', threads, versions: {} } as const
  return createEngine(compiler, description).openTraining({ spec, shape, classes: 10 })
}
