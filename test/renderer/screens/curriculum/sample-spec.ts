import { quickProtocol, runSpecSchema, type RunSpec } from '#contract'

/** A small run of 10 epochs of 20 steps with keys on three lanes, for the editor's tests. */
export function sampleSpec(): RunSpec {
  return runSpecSchema.parse({
    version: 1,
    name: 'sample',
    dataset: { source: { kind: 'digits' }, train: 1280, test: 512 },
    model: { architecture: 'std-cnn' },
    epochs: 10,
    batchSize: 64,
    curriculum: {
      name: 'sample',
      lanes: {
        epsilon: [
          { at: { epoch: 1 }, value: 0, easing: 'linear' },
          { at: { epoch: 5 }, value: 4 / 255, easing: 'hold' },
          { at: { epoch: 8 }, value: 8 / 255, easing: 'linear' },
        ],
        rotation: [
          { at: { share: 0 }, value: 30, easing: 'linear' },
          { at: { share: 1 }, value: 90, easing: 'hold' },
        ],
        learningRate: [
          { at: { step: 0 }, value: 0.01, easing: 'hold' },
          { at: { step: 100 }, value: 0.001, easing: 'hold' },
        ],
      },
      stages: [
        { name: 'warm up', from: { epoch: 1 }, to: { epoch: 5 } },
        { name: 'full', from: { epoch: 5 }, to: { epoch: 11 } },
      ],
    },
    evaluation: quickProtocol({ count: 256, epsilon: 8 / 255, rotation: 90 }),
  })
}
