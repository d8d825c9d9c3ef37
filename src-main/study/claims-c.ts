import type { RunSpecInput } from '#spec'
import type { Advance, Cell, Design, Hypothesis } from './design.ts'
import { measuresOf, metrics, type Measures } from './measures.ts'
import { cellOf, evaluationOf, headlineAt, held, type Setting } from './member-spec.ts'
import type { Key, Scale } from './scale.ts'
import { differencesOf } from './trends.ts'

/**
 * The stages of CuSP as shares of a run, with what each asks for of the full strength: borders at
 * epochs 75 and 90 of 120, rotation 120°, 150°, 180°, ε 2, 4 and 8 of 255 (trades/cusp_cifar10.py;
 * its fourth stage lowers the learning rate alone). The learning rate here is every run's own.
 */
const stages = [
  { from: 0, rotation: 2 / 3, epsilon: 1 / 4 },
  { from: 74 / 120, rotation: 5 / 6, epsilon: 1 / 2 },
  { from: 89 / 120, rotation: 1, epsilon: 1 },
] as const

/**
 * CuSP among its baselines: each of rotation and ε absent, at full strength from the first step, or
 * in stages. Between the cells that share a lane only the other lane differs.
 */
export function designC(scale: Scale): Design {
  const headline = headlineAt(scale, scale.joint)
  // Nothing here is trained on shifts, and a headline is the worst over its spatial plans.
  const { adversarial, rotated } = headline
  const evaluation = evaluationOf('claims-c', scale, { adversarial, rotated })
  const measures = measuresOf(headline)
  const { jointEpochs: epochs, jointAugmentation: augmentation } = scale
  const lasting = { ...scale, epochs, augmentation }
  const make = (setting: Setting): Cell => cellOf(lasting, setting, evaluation)
  const families = [scale.planar].map((model) => familyOf(scale, model, make))
  return {
    cells: families.flatMap((family) => Object.values(family)),
    measures: [
      ...[measures.clean, ...Object.values(measures.rotated)],
      ...Object.values(measures.adversarial),
    ],
    hypotheses: families.flatMap((family) => claimsOf(family, measures)),
  }
}

type Family = Readonly<
  Record<
    | 'plain'
    | 'rotated'
    | 'adversarial'
    | 'both'
    | 'warmUp'
    | 'ramp'
    | 'cusp'
    | 'bothLonger'
    | 'cuspLonger',
    Cell
  >
>

function familyOf(
  { joint: full }: Scale,
  model: RunSpecInput['model'],
  make: (setting: Setting) => Cell,
): Family {
  const cell = (label: string, lanes: Partial<Setting>) =>
    make({ label: `${model.architecture}, ${label}`, model, ...lanes })
  const always = { rotation: held(full.rotation), epsilon: held(full.epsilon) }
  const staged = { rotation: inStages('rotation', full), epsilon: inStages('epsilon', full) }
  return {
    plain: cell('plain', {}),
    rotated: cell('rotation only', { rotation: always.rotation }),
    adversarial: cell('PGD only', { epsilon: always.epsilon }),
    both: cell('both at full strength', always),
    warmUp: cell('ε in stages, rotation fixed', { ...always, epsilon: staged.epsilon }),
    ramp: cell('rotation in stages, ε fixed', { ...always, rotation: staged.rotation }),
    cusp: cell('CuSP', staged),
    bothLonger: cell('both at full strength, twice as long', { ...always, longer: 2 }),
    cuspLonger: cell('CuSP, twice as long', { ...staged, longer: 2 }),
  }
}

function inStages(lane: 'rotation' | 'epsilon', full: Scale['joint']): Key[] {
  return stages.map((stage) => ({ at: { share: stage.from }, value: stage[lane] * full[lane] }))
}

function claimsOf(family: Family, at: Measures): Hypothesis[] {
  const { plain, rotated, adversarial, both, warmUp, ramp, cusp } = family
  const front = [plain, rotated, adversarial]
  const beyond = (cell: Cell, rival: Cell | null, role: Advance['role']): Advance[] =>
    metrics.map((metric) => ({
      ...{ kind: 'advance', role, cell, front, rival },
      about: `${cell.label} against ${rival?.label ?? 'the single methods'}`,
      measures: [at.adversarial[metric], at.rotated[metric]],
    }))
  const beside = [rotated, adversarial, both, warmUp, ramp].flatMap((baseline) =>
    [at.rotated, at.adversarial].flatMap((measure) =>
      differencesOf({ cell: cusp, baseline }, measure, 'rises', 'check'),
    ),
  )
  return [
    ...[null, both, warmUp, ramp].flatMap((rival) => beyond(cusp, rival, 'claim')),
    ...beyond(family.cuspLonger, family.bothLonger, 'check'),
    ...beside,
  ]
}
