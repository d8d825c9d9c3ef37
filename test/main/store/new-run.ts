import { runSpecSchema, type RunSpecInput } from '#spec'
import type { NewRun } from '#store'

const spec: RunSpecInput = {
  version: 1,
  name: 'one',
  dataset: { source: { kind: 'digits' }, train: 64, test: 16 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 16,
  curriculum: { name: 'both', lanes: {} },
  evaluation: {
    version: 1,
    name: 'tiny',
    subset: { count: 4 },
    plans: [{ attack: 'clean' }, { attack: 'fgsm', epsilon: 0.1 }],
  },
}

/** A run to put into a store. */
export function newRun(id: string, changed: Partial<NewRun> = {}): NewRun {
  return {
    id,
    spec: runSpecSchema.parse(spec),
    resolved: null,
    group: null,
    study: null,
    totalSteps: 8,
    stepsPerEpoch: 4,
    createdAt: 1_000,
    ...changed,
  }
}
