import type { RunSpecInput } from '#spec'
import type { Axis, Cell, Design, Hypothesis, Rung } from './design.ts'
import { measuresOf, type Measures } from './measures.ts'
import { cellOf, evaluationOf, headlineAt, held, type Setting } from './member-spec.ts'
import type { Scale } from './scale.ts'
import { differencesOf, trendsOf } from './trends.ts'

const rotationAxis: Axis = { label: 'training rotation', unit: '± degrees' }
const translationAxis: Axis = { label: 'training translation', unit: '± px' }

/**
 * Plain training under ever larger transforms, rotation and translation apart. Evaluated under the
 * largest of each, and against a mild adversary: nothing here was trained against one.
 */
export function designA(scale: Scale): Design {
  const headline = headlineAt(scale, { ...scale.full, epsilon: scale.mild.epsilon })
  const evaluation = evaluationOf('claims-a', scale, headline)
  const measures = measuresOf(headline)
  const make = (setting: Setting): Cell => cellOf(scale, setting, evaluation)
  const ladders = [scale.planar, scale.equivariant].map((model) => ladderOf(scale, model, make))
  return {
    cells: ladders.flatMap(({ plain, rotated, shifted, longer }) => [
      ...[plain, ...rotated.map(({ cell }) => cell)],
      ...[...shifted.map(({ cell }) => cell), longer],
    ]),
    measures: [
      ...[measures.clean, ...Object.values(measures.rotated)],
      ...[...Object.values(measures.shifted), ...Object.values(measures.adversarial)],
    ],
    hypotheses: ladders.flatMap((ladder) => claimsOf(ladder, measures)),
  }
}

interface Ladder {
  readonly name: string
  readonly plain: Cell
  readonly rotated: readonly Rung[]
  readonly shifted: readonly Rung[]
  /** The hardest rotation, trained twice as long: whether its losses are those of too few steps. */
  readonly longer: Cell
}

function ladderOf(
  { rotations, translations }: Scale,
  model: RunSpecInput['model'],
  make: (setting: Setting) => Cell,
): Ladder {
  const name = model.architecture
  const hardest = Math.max(...rotations)
  const twice = `${name}, rotation ±${hardest}°, twice as long`
  return {
    name,
    plain: make({ label: `${name}, no transform`, model }),
    rotated: rotations.map((level) => {
      const label = `${name}, rotation ±${level}°`
      return { level, cell: make({ label, model, rotation: held(level) }) }
    }),
    shifted: translations.map((level) => {
      const label = `${name}, translation ±${level} px`
      return { level, cell: make({ label, model, translation: held(level) }) }
    }),
    longer: make({ label: twice, model, rotation: held(hardest), longer: 2 }),
  }
}

function claimsOf({ name, plain, rotated, shifted, longer }: Ladder, at: Measures): Hypothesis[] {
  const start = { level: 0, cell: plain }
  const turning = {
    about: `${name}, rotation`,
    ...{ axis: rotationAxis, points: [start, ...rotated] },
  }
  const shifting = {
    about: `${name}, translation`,
    ...{ axis: translationAxis, points: [start, ...shifted] },
  }
  return [
    ...trendsOf(turning, at.rotated, 'rises'),
    ...trendsOf(turning, at.adversarial, 'falls'),
    ...trendsOf(shifting, at.shifted, 'rises'),
    ...trendsOf(shifting, at.adversarial, 'falls'),
    ...differencesOf({ cell: longer, baseline: plain }, at.adversarial, 'falls', 'check'),
  ]
}
