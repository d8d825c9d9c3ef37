import { runSpecSchema, type RunSpec } from '#spec'
import type { ImageShape } from '#dataset'
import { stepSize } from './rows.ts'

/** A network at a size of image and batch. */
export interface BenchSubject {
  readonly name: SubjectName
  readonly title: string
  readonly architecture: 'madry-cnn' | 'vgg16-bn' | 'resnet-18' | 'p4-cnn'
  readonly shape: ImageShape
  readonly batchSize: number
  /** Transforms of the grid that are timed; the row gives the time of all 775 from them. */
  readonly gridPart: number
}

export const subjectNames = ['madry', 'vgg', 'resnet', 'p4'] as const
export type SubjectName = (typeof subjectNames)[number]

const digits: ImageShape = { height: 28, width: 28, channels: 1 }
const photographs: ImageShape = { height: 32, width: 32, channels: 3 }

export const subjects: readonly BenchSubject[] = [
  {
    name: 'madry',
    title: 'Madry’s MNIST CNN, 28×28×1, batch 64',
    architecture: 'madry-cnn',
    shape: digits,
    batchSize: 64,
    gridPart: 31,
  },
  {
    name: 'vgg',
    title: 'VGG16-BN, 32×32×3, batch 32',
    architecture: 'vgg16-bn',
    shape: photographs,
    batchSize: 32,
    gridPart: 5,
  },
  {
    name: 'resnet',
    title: 'ResNet-18, 32×32×3, batch 32',
    architecture: 'resnet-18',
    shape: photographs,
    batchSize: 32,
    gridPart: 5,
  },
  {
    name: 'p4',
    title: 'P4 GCNN (Cohen and Welling), 28×28×1, batch 64',
    architecture: 'p4-cnn',
    shape: digits,
    batchSize: 64,
    gridPart: 31,
  },
]

export const classes = 10

/** SGD with momentum, and an attack by absolute steps, as the peers run it. */
export function specOf(
  { architecture, batchSize }: Pick<BenchSubject, 'batchSize'> & { architecture: string },
  loss: 'cross-entropy' | 'trades' = 'cross-entropy',
): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: 'benchmark',
    dataset: { source: { kind: 'digits' }, train: 8000, test: 2000 },
    model: { architecture },
    optimiser: { kind: 'sgd' },
    loss: { kind: loss },
    epochs: 1,
    batchSize,
    attack: { stepSize: { absolute: stepSize } },
    curriculum: {},
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
  })
}
