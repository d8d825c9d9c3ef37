import { gridTransforms, type AttackPlan, type PlanOf } from '#threat'

export const rowNames = [
  'forward',
  'input-gradient',
  'training-step',
  'pgd-attack',
  'pgd-training-step',
  'trades-step',
  'spatial-grid',
] as const
export type RowName = (typeof rowNames)[number]

/** Steps of every PGD and of TRADES's inner loop. */
export const attackSteps = 10
export const beta = 6

/**
 * So small that no image is fooled: whoever leaves fooled images out of later steps gains nothing
 * by it here, and arithmetic costs the same whatever the radius.
 */
export const epsilon = 1e-5
export const stepSize = (2.5 * epsilon) / attackSteps

export const pgdPlan = (steps: number): AttackPlan => ({
  attack: 'pgd',
  norm: 'linf',
  epsilon,
  steps,
  stepSize: { absolute: stepSize },
  randomStart: true,
  restarts: 1,
  climbs: 'label',
})

/** Transforms in the grid of Engstrom et al.: 31 rotations, 5 × 5 shifts. */
export const gridSize = 775

/** Part of that grid: as many rotations, unshifted. Each transform costs the same. */
export const gridPlan = (rotations: number): PlanOf<'spatial-grid'> => ({
  attack: 'spatial-grid',
  rotation: 30,
  translation: 0,
  rotations,
  translations: 1,
  climbs: 'label',
})

export const gridAngles = (rotations: number): number[] =>
  gridTransforms(gridPlan(rotations)).map(({ angle }) => angle)

/**
 * How much longer a row takes than its warm-up, which attacks by one step or one transform: a guess
 * that only decides how often the row is timed.
 */
export function lengthOf(row: RowName, gridPart: number): number {
  switch (row) {
    case 'forward':
    case 'input-gradient':
    case 'training-step':
      return 1
    case 'pgd-attack':
      return attackSteps
    case 'pgd-training-step':
    case 'trades-step':
      return 1 + attackSteps / 2
    case 'spatial-grid':
      return gridPart
  }
}
