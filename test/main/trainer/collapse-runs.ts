import { runSpecSchema, type RunSpec, type RunSpecInput } from '#spec'

type Lanes = NonNullable<RunSpecInput['curriculum']['lanes']>

const at = (value: number) => [{ at: { step: 0 }, value }]

function specOf(name: string, lanes: Lanes, changes: Partial<RunSpecInput> = {}): RunSpec {
  return runSpecSchema.parse({
    ...{ version: 1, name, model: { architecture: 'std-cnn' }, batchSize: 50, epochs: 30 },
    dataset: { source: { kind: 'digits' }, train: 2000, test: 500 },
    curriculum: { name, lanes: { learningRate: at(0.002), ...lanes } },
    probe: { count: 250, epsilon: 0.2, attackSteps: 10 },
    evaluation: { version: 1, name: 'none', subset: { count: 10 }, plans: [] },
    ...{ checkpointEverySteps: 100_000, engine: 'onnx', ...changes },
  })
}

/** Real runs on digits whose health is known; what their probes said is in `test/cases`. */
export const collapseRuns = {
  /** One step from the image itself, at a radius that grows large: what catastrophic overfitting needs. */
  fgsm: specOf(
    'FGSM without a random start',
    {
      epsilon: [
        { at: { share: 0 }, value: 0.05, easing: 'linear' },
        { at: { share: 0.25 }, value: 0.2 },
      ],
      attackSteps: at(1),
      learningRate: at(0.005),
    },
    {
      attack: { randomStart: false },
      dataset: { source: { kind: 'digits' }, train: 4000, test: 500 },
      probe: { count: 250, epsilon: 0.2, attackSteps: 10 },
      epochs: 20,
    },
  ),
  /** Few images, many epochs: it learns them by heart, and then stands still. */
  few: specOf(
    'PGD on few images',
    { epsilon: at(0.1), attackSteps: at(7) },
    {
      dataset: { source: { kind: 'digits' }, train: 200, test: 500 },
      ...{ epochs: 80, batchSize: 25, probe: { count: 500, epsilon: 0.1, attackSteps: 10 } },
    },
  ),
  /** A stage that turns the images begins half-way: the task gets harder, nothing goes wrong. */
  turned: specOf(
    'PGD, then turned too',
    {
      epsilon: at(0.1),
      attackSteps: at(3),
      rotation: [
        { at: { share: 0 }, value: 0 },
        { at: { share: 0.5 }, value: 180 },
      ],
    },
    {
      dataset: { source: { kind: 'digits' }, train: 1000, test: 500 },
      probe: { count: 250, epsilon: 0.1, attackSteps: 10 },
      epochs: 16,
    },
  ),
} satisfies Record<string, RunSpec>
