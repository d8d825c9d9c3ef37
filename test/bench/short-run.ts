import { runSpecSchema, type RunSpec } from '#spec'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generator } from '#random'
import type { BenchSubject } from './subjects.ts'

/**
 * Two epochs of adversarial training on 128 images of noise, a probe after each and an evaluation of
 * 128: so short that what a run does beside its steps weighs as much as they.
 * @param folder where the images are written, of one channel and the subject's size
 */
export function shortRunOf(
  { architecture, batchSize, shape: { height, width } }: BenchSubject,
  folder: string,
): RunSpec {
  const random = generator(['short run'])
  const images = idx([256, height, width], () => random.uniform() * 256)
  const labels = idx([256], (i) => i % 10)
  const files = { images: join(folder, 'images'), labels: join(folder, 'labels') }
  writeFileSync(files.images, images)
  writeFileSync(files.labels, labels)
  const linf = { norm: 'linf', epsilon: 0.1 } as const
  return runSpecSchema.parse({
    version: 1,
    name: 'short run',
    dataset: { source: { kind: 'idx', ...files }, train: 128, test: 128 },
    model: { architecture },
    optimiser: { kind: 'sgd' },
    epochs: 2,
    batchSize,
    curriculum: {
      name: 'attacked',
      lanes: {
        epsilon: [{ at: { share: 0 }, value: 0.1 }],
        attackSteps: [{ at: { share: 0 }, value: 3 }],
        learningRate: [{ at: { share: 0 }, value: 0.001 }],
      },
    },
    probe: { count: 128, epsilon: 0.1, attackSteps: 3 },
    evaluation: {
      version: 1,
      name: 'short',
      subset: { count: 128 },
      plans: [
        { attack: 'pgd', ...linf, steps: 5 },
        { attack: 'spatial-random', rotation: 30, translation: 2, draws: 3 },
      ],
    },
  })
}

/** Bytes in the IDX format: magic number, sizes, values. */
function idx(sizes: readonly number[], valueAt: (i: number) => number): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head.writeUInt32BE(0x0800 + sizes.length)
  sizes.forEach((size, i) => head.writeUInt32BE(size, 4 + 4 * i))
  const count = sizes.reduce((product, size) => product * size, 1)
  return Buffer.concat([head, Uint8Array.from({ length: count }, (_, i) => valueAt(i))])
}
