import type { RunSpecInput } from '#spec'
import type { Axis, Cell, Design, Hypothesis, Rung } from './design.ts'
import { measuresOf, type Measures } from './measures.ts'
import { cellOf, evaluationOf, headlineAt, type Setting } from './member-spec.ts'
import type { Key, Scale } from './scale.ts'
import { differencesOf, trendsOf, type Series } from './trends.ts'

const radiusAxis: Axis = { label: 'training ε', unit: 'pixel scale' }

/**
 * Share of a run in which ε rises from 0 to its radius, the same for every radius and loss: at a
 * large radius from the first step on, a small network on digits ends as a constant one.
 */
export const warmUp = 0.2

/**
 * Adversarial training at ever larger radii, without any transform. Evaluated under mild transforms,
 * because nothing here was trained against one.
 */
export function designB(scale: Scale): Design {
  const headline = headlineAt(scale, { ...scale.mild, epsilon: scale.full.epsilon })
  const evaluation = evaluationOf('claims-b', scale, headline)
  const measures = measuresOf(headline)
  const make = (setting: Setting): Cell => cellOf(scale, setting, evaluation)
  const families = [scale.planar, scale.equivariant].map((model) => familyOf(scale, model, make))
  return {
    cells: families.flatMap(({ plain, pgd, trades, longer }) => [
      ...[plain, ...pgd, ...trades].map(({ cell }) => cell),
      ...longer,
    ]),
    measures: [
      ...[measures.clean, ...Object.values(measures.rotated)],
      ...[...Object.values(measures.shifted), ...Object.values(measures.adversarial)],
    ],
    hypotheses: families.flatMap((family) => claimsOf(family, measures)),
  }
}

interface Family {
  readonly name: string
  readonly plain: Rung
  readonly pgd: readonly Rung[]
  readonly trades: readonly Rung[]
  /** PGD at the largest radius, trained twice as long; of the planar network only. */
  readonly longer: readonly Cell[]
}

function familyOf(
  { radii, beta, planar }: Scale,
  model: RunSpecInput['model'],
  make: (setting: Setting) => Cell,
): Family {
  const name = model.architecture
  const hardest = Math.max(...radii)
  const at = (how: string, loss: RunSpecInput['loss']) => (level: number) => {
    const label = `${name}, ${how}, ε ${level}`
    return { level, cell: make({ label, model, loss, epsilon: warmedUp(level) }) }
  }
  const twice = `${name}, PGD, ε ${hardest}, twice as long`
  const control: Setting = { label: twice, model, epsilon: warmedUp(hardest), longer: 2 }
  return {
    name,
    plain: { level: 0, cell: make({ label: `${name}, plain`, model }) },
    pgd: radii.map(at('PGD', { kind: 'cross-entropy' })),
    trades: radii.map(at('TRADES', { kind: 'trades', beta })),
    longer: model === planar ? [make(control)] : [],
  }
}

const warmedUp = (radius: number): Key[] => [
  { at: { share: 0 }, value: 0, easing: 'linear' },
  { at: { share: warmUp }, value: radius },
]

function claimsOf({ name, plain, pgd, trades, longer }: Family, at: Measures): Hypothesis[] {
  const series = (how: string, points: readonly Rung[]): Series => ({
    about: `${name}, ${how}`,
    ...{ axis: radiusAxis, points: [plain, ...points] },
  })
  return [
    ...[series('PGD', pgd), series('TRADES', trades)].flatMap((one) => [
      ...trendsOf(one, at.rotated, 'falls'),
      ...trendsOf(one, at.shifted, 'falls'),
      ...trendsOf(one, at.adversarial, 'rises', 'check'),
    ]),
    ...longer.flatMap((cell) =>
      differencesOf({ cell, baseline: plain.cell }, at.rotated, 'falls', 'check'),
    ),
  ]
}
