import { createRequire } from 'node:module'
import { createEngine, createOnnxCompiler } from '#engine'
import { generator } from '#random'
import { runSpecSchema } from '#spec'
import type { Batch } from '#dataset'
import type { Settings } from '#curriculum'
import type { Engine } from '#trainer'

export const attackSteps = 10
export const stepSize = { absolute: 0.075 }
export const shape = { height: 28, width: 28, channels: 1 }

/** Madry's MNIST CNN under SGD with momentum, as the peers run it. */
export const benchmarkSpec = runSpecSchema.parse({
  version: 1,
  name: 'benchmark',
  dataset: { source: { kind: 'digits' }, train: 8000, test: 2000 },
  model: { architecture: 'madry-cnn' },
  optimiser: { kind: 'sgd' },
  epochs: 1,
  batchSize: 64,
  attack: { stepSize },
  curriculum: {},
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})

export function benchmarkSettings(epsilon: number): Settings {
  return {
    epsilon,
    attackSteps,
    rotation: 0,
    translation: 0,
    adversarialShare: 1,
    spatialShare: 1,
    learningRate: 1e-3,
  }
}

/** A batch of uniform noise: arithmetic costs the same whatever the pixels are. */
export function noise(size: number): Batch {
  const random = generator(['benchmark'])
  const pixels = size * shape.height * shape.width * shape.channels
  return {
    images: Float32Array.from({ length: pixels }, () => random.uniform()),
    labels: Int32Array.from({ length: size }, () => random.integer(10)),
    indices: Uint32Array.from({ length: size }, (_, i) => i),
    size,
  }
}

/** The engine that runs use, on the CPU. */
export async function openEngine(threads: number): Promise<Engine> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
    version: string
  }
  return createEngine(await createOnnxCompiler({ threads }), {
    name: 'onnx',
    provider: 'cpu',
    threads,
    versions: { 'onnxruntime-node': version },
  })
}
