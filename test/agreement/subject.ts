import { fileURLToPath } from 'node:url'
import { batchOf, loadDataset, splitDataset, type Batch } from '#dataset'
import { createEngine, createOnnxCompiler } from '#engine'
import { runSpecSchema } from '#spec'
import { train, type Engine, type NamedArray, type Subject } from '#trainer'

/** std-cnn on the digits that ship: two epochs of PGD-5 training, so that attacks have work to do. */
const spec = runSpecSchema.parse({
  version: 1,
  name: 'agreement',
  dataset: { source: { kind: 'digits' }, train: 4000, test: 1000 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 64,
  curriculum: {
    lanes: {
      epsilon: [
        { at: { share: 0 }, value: 0, easing: 'linear' },
        { at: { share: 0.5 }, value: 0.08 },
      ],
      attackSteps: [{ at: { share: 0 }, value: 5 }],
      learningRate: [{ at: { share: 0 }, value: 0.002 }],
    },
  },
  evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
})

/** A trained network, the images it is judged on, and the engine that knows both. */
export interface AgreementSubject {
  readonly threads: number
  readonly engine: Engine
  readonly of: Subject
  readonly weights: readonly NamedArray[]
  readonly batch: Batch
}

/**
 * Trains the subject, the same on every call, and takes the first `count` test images.
 * @param threads ours and the peers'.
 */
export async function openSubject(count: number, threads = 2): Promise<AgreementSubject> {
  const resources = fileURLToPath(new URL('../../resources', import.meta.url))
  const dataset = await loadDataset(spec.dataset.source, { resources, datasets: resources })
  const split = splitDataset(dataset, spec.dataset)
  const compiler = await createOnnxCompiler({ threads })
  const engine = createEngine(compiler, { name: 'onnx', provider: 'cpu', threads, versions: {} })
  const saveCheckpoint = async () => ({ folder: '', hash: '', bytes: 0 })
  const run = train({ spec, dataset, split, engine, stop: () => 'run', saveCheckpoint })
  let next = await run.next()
  while (!next.done) next = await run.next()
  const batch = batchOf(dataset, split.test.subarray(0, count))
  const of = { spec, shape: dataset.shape, classes: dataset.classes.length }
  return { threads, engine, of, weights: next.value.snapshot.weights, batch }
}
