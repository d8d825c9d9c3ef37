import { z } from 'zod'
import { runSpecSchema, type RunSpecInput } from '#spec'
import { attackPlanSchema, type AttackPlan } from '#threat'
import type { Cell } from './design.ts'
import type { Key, Scale, Strength } from './scale.ts'

/** What tells one cell of a study from another. */
export interface Setting {
  readonly label: string
  readonly model: RunSpecInput['model']
  readonly loss?: RunSpecInput['loss']
  readonly epsilon?: readonly Key[]
  readonly rotation?: readonly Key[]
  readonly translation?: readonly Key[]
  /** How many times the scale's epochs. */
  readonly longer?: number
}

/** A setting at a scale, evaluated by a protocol, as a spec. */
export function cellOf(
  scale: Scale & Pick<RunSpecInput, 'augmentation'>,
  setting: Setting,
  evaluation: Evaluation,
): Cell {
  const { label, model, loss, longer = 1 } = setting
  const spec = runSpecSchema.parse({
    version: 1,
    name: label,
    dataset: scale.dataset,
    model,
    loss,
    optimiser: scale.optimiser,
    epochs: scale.epochs * longer,
    batchSize: scale.batchSize,
    ...(scale.augmentation && { augmentation: scale.augmentation }),
    curriculum: { name: label, lanes: lanesOf(scale, setting) },
    probe: { everyEpochs: 1, count: Math.min(256, scale.evaluation.count) },
    evaluation,
  })
  return { label, spec }
}

function lanesOf(scale: Scale, { epsilon, rotation, translation }: Setting) {
  const attackSteps: Key[] = [{ at: { share: 0 }, value: scale.attackSteps }]
  return {
    learningRate: [...scale.learningRate],
    ...(epsilon && { epsilon: [...epsilon], attackSteps }),
    ...(rotation && { rotation: [...rotation] }),
    ...(translation && { translation: [...translation] }),
  }
}

/** One value from the first step to the last. */
export const held = (value: number): Key[] => [{ at: { share: 0 }, value }]

type Evaluation = RunSpecInput['evaluation']

/** The three plans of a study's headline. */
export interface Headline {
  readonly adversarial: AttackPlan
  readonly rotated: AttackPlan
  readonly shifted: AttackPlan
}

/** PGD at a radius, and one random transform an image, as the released code evaluates. */
export function headlineAt(scale: Scale, { epsilon, rotation, translation }: Strength): Headline {
  const { steps } = scale.evaluation
  const [adversarial, rotated, shifted] = z.array(attackPlanSchema).parse([
    { attack: 'pgd', epsilon, steps },
    { attack: 'spatial-random', rotation, translation: 0 },
    { attack: 'spatial-random', rotation: 0, translation },
  ])
  return { adversarial, rotated, shifted }
}

/** The headline, with a curve over ε, rotation and, where it is asked for, translation. */
export function evaluationOf(
  name: string,
  scale: Scale,
  { adversarial, rotated, shifted }: Omit<Headline, 'shifted'> & Partial<Headline>,
): Evaluation {
  return {
    version: 1,
    name,
    subset: { count: scale.evaluation.count },
    plans: [adversarial, rotated, ...(shifted ? [shifted] : [])],
    curves: [
      { over: 'epsilon', values: [...scale.radii], plan: adversarial },
      { over: 'rotation', values: [...scale.rotations], plan: rotated },
      ...(shifted
        ? [{ over: 'translation' as const, values: [...scale.translations], plan: shifted }]
        : []),
    ],
    gallery: 8,
  }
}
