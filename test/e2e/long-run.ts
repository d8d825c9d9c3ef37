import { runSpecSchema, type RunSpec } from '#spec'

/** A run that goes on until it is stopped: small steps, and far more of them than anybody waits for. */
export function longRun(
  changes: Partial<Pick<RunSpec, 'name' | 'seed' | 'epochs' | 'probe'>> = {},
): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: 'long',
    dataset: { source: { kind: 'digits' }, train: 160, test: 32 },
    model: { architecture: 'std-cnn' },
    epochs: 5000,
    batchSize: 16,
    probe: { count: 16 },
    curriculum: { name: 'plain', lanes: {} },
    evaluation: { version: 1, name: 'one', subset: { count: 16 }, plans: [{ attack: 'clean' }] },
    engine: 'onnx',
    ...changes,
  })
}
