import type { RunSpecInput } from '#spec'

/** A short sound spec: 10 epochs of 10 steps. */
export const short = {
  version: 1,
  name: 'short',
  dataset: { source: { kind: 'digits' }, train: 100, test: 50 },
  model: { architecture: 'std-cnn' },
  epochs: 10,
  batchSize: 10,
  curriculum: {
    lanes: {
      epsilon: [
        { at: { epoch: 1 }, value: 0, easing: 'linear' },
        { at: { share: 0.5 }, value: 0.1 },
      ],
    },
  },
  probe: { count: 20 },
  evaluation: {
    version: 1,
    name: 'quick',
    subset: { count: 50 },
    plans: [{ attack: 'pgd', epsilon: 0.1, steps: 10 }],
  },
} satisfies RunSpecInput
