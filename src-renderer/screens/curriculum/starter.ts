import { linear, quickProtocol, runSpecSchema, type RunSpec } from '#contract'

/** A new curriculum on the shipped digits: small enough for minutes, with a warm-up to bend. */
export function starterSpec(name: string): RunSpec {
  const strength = { epsilon: 0.2, rotation: 30, attackSteps: 7, learningRate: 0.001 }
  return runSpecSchema.parse({
    version: 1,
    name,
    dataset: { source: { kind: 'digits' }, train: 4096, test: 1024 },
    model: { architecture: 'std-cnn' },
    epochs: 8,
    batchSize: 64,
    curriculum: { ...linear(strength), name },
    probe: { count: 256, epsilon: 0.1, attackSteps: 5, rotation: 30 },
    evaluation: quickProtocol({ count: 512, epsilon: 0.2, rotation: 30 }),
  })
}

/** A name no saved curriculum has: "New curriculum", "New curriculum 2", … */
export function freeName(wish: string, taken: readonly string[]): string {
  const used = new Set(taken)
  let name = wish
  for (let count = 2; used.has(name); count++) name = `${wish} ${count}`
  return name
}
