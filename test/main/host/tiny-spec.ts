import { runSpecSchema, type RunSpec } from '#spec'

/** A run of eight steps of a real network on real digits, seconds long. */
export const tinySpec: RunSpec = runSpecSchema.parse({
  version: 1,
  name: 'tiny',
  dataset: { source: { kind: 'digits' }, train: 64, test: 64 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 16,
  probe: { count: 16 },
  curriculum: { name: 'both', lanes: {} },
  checkpointEverySteps: 3,
  evaluation: {
    version: 1,
    name: 'tiny',
    subset: { count: 16 },
    gallery: 3,
    plans: [
      { attack: 'fgsm', epsilon: 0.1 },
      { attack: 'spatial-random', rotation: 20, translation: 0 },
    ],
    curves: [{ over: 'epsilon', values: [0.05, 0.1], plan: { attack: 'fgsm', epsilon: 0.1 } }],
  },
})
