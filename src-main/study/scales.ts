import type { Key, Scale, Size } from './scale.ts'

/** Of the linear decay that every run on digits takes, whatever its curriculum. */
const decay: readonly Key[] = [
  { at: { share: 0 }, value: 0.002, easing: 'linear' },
  { at: { share: 1 }, value: 0.0002 },
]

const digits: Scale = {
  dataset: { source: { kind: 'digits' }, train: 4000, test: 2000 },
  planar: { architecture: 'std-cnn' },
  equivariant: { architecture: 'p4-cnn-small' },
  epochs: 5,
  batchSize: 64,
  optimiser: { kind: 'adam' },
  learningRate: decay,
  attackSteps: 5,
  // 1.0 is what the authors of TRADES train MNIST with (train_trades_mnist.py).
  beta: 1,
  evaluation: { count: 500, steps: 20 },
  rotations: [30, 60, 90, 120, 180],
  translations: [2, 4, 6],
  radii: [0.025, 0.05, 0.1, 0.15, 0.2],
  full: { epsilon: 0.1, rotation: 180, translation: 6 },
  mild: { epsilon: 0.05, rotation: 60, translation: 3 },
  joint: { epsilon: 0.075, rotation: 180, translation: 6 },
  jointEpochs: 10,
  seeds: [0, 1, 2],
}

const quick: Scale = {
  ...digits,
  dataset: { source: { kind: 'digits' }, train: 2000, test: 2000 },
  epochs: 3,
  jointEpochs: 5,
  attackSteps: 4,
  evaluation: { count: 200, steps: 10 },
  rotations: [90, 180],
  translations: [4],
  radii: [0.05, 0.1, 0.2],
  seeds: [0],
}

export const scales: Readonly<Record<Size, Scale>> = { quick, digits }
