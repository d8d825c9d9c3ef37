import { batchOf } from '#dataset'
import { isDegenerate, type AttackPlan } from '#threat'
import type { NamedArray, Verdicts } from './engine.ts'
import { subjectOf, type Job } from './job.ts'
import type { Metrics } from './run-event.ts'

/** What a probe found. */
export interface Probed {
  readonly metrics: Metrics
  /** Whether the network says nearly always the same, by its predictions on clean examples. */
  readonly isDegenerate: boolean
}

/**
 * A small evaluation during training, on the first examples of the test split: clean accuracy, and
 * accuracy under PGD and under random transforms where the spec's probe has a radius or range. The
 * draws are the same in every epoch, so that its curve shows the model, not the draw.
 */
export async function probe(job: Job, weights: readonly NamedArray[]): Promise<Probed> {
  const { spec, dataset, split, engine } = job
  const batch = batchOf(dataset, split.test.subarray(0, spec.probe.count))
  const session = await engine.openEvaluation(subjectOf(job), weights)
  const under = async (plan: AttackPlan | undefined): Promise<number | undefined> =>
    plan && accuracyOf(await session.attack(plan, batch, [spec.seed, 'probe']), batch.labels)
  try {
    const clean = await session.predict(batch)
    const adversarialAccuracy = await under(adversarialPlan(job))
    const spatialAccuracy = await under(spatialPlan(job))
    const metrics = {
      cleanAccuracy: accuracyOf(clean, batch.labels),
      ...(adversarialAccuracy === undefined ? {} : { adversarialAccuracy }),
      ...(spatialAccuracy === undefined ? {} : { spatialAccuracy }),
    }
    return { metrics, isDegenerate: isDegenerate(batch.labels, clean.prediction) }
  } finally {
    await session.close()
  }
}

function adversarialPlan({ spec }: Job): AttackPlan | undefined {
  const { epsilon, attackSteps } = spec.probe
  if (epsilon === 0) return undefined
  return {
    attack: 'pgd',
    norm: spec.attack.norm,
    epsilon,
    steps: attackSteps,
    stepSize: { relativeToEpsilon: 2.5 },
    randomStart: true,
    restarts: 1,
    climbs: 'label',
  }
}

function spatialPlan({ spec }: Job): AttackPlan | undefined {
  const { rotation, translation } = spec.probe
  if (rotation === 0 && translation === 0) return undefined
  return { attack: 'spatial-random', rotation, translation, draws: 1, climbs: 'label' }
}

function accuracyOf({ prediction }: Verdicts, labels: Int32Array): number {
  return prediction.filter((label, i) => label === labels[i]).length / labels.length
}
