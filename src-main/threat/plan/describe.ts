import type { Norm } from '../norm.ts'
import type { MinimumNormPlan } from './minimum-norm.ts'
import type { ParameterFreePlan } from './parameter-free.ts'
import type { AttackPlan, PlanOf } from './plan.ts'

const ball: Readonly<Record<Norm, string>> = { linf: 'L∞', l2: 'L2', l1: 'L1' }

/** Up to 32, a whole number of 255ths is shown as such; any other radius in decimals. */
export function formatEpsilon(epsilon: number): string {
  const levels = epsilon * 255
  const whole = Math.round(levels)
  if (whole > 0 && whole <= 32 && Math.abs(levels - whole) < 1e-9) return `${whole}/255`
  return String(Number(epsilon.toPrecision(4)))
}

/** A half-range of degrees: "±30°". */
export function formatRotation(rotation: number): string {
  return `±${Number(rotation.toPrecision(4))}°`
}

/** A half-range of pixels: "±3 px". */
export function formatTranslation(translation: number): string {
  return `±${Number(translation.toPrecision(4))} px`
}

/** A plan in a few words, with the threat model and the effort: "PGD-20 L∞, ε = 0.2, 2 restarts". */
export function describePlan(plan: AttackPlan): string {
  const text = describeAttack(plan)
  const isAgainstItself = 'climbs' in plan && plan.climbs === 'prediction'
  return isAgainstItself ? `${text}, against its own prediction` : text
}

function describeAttack(plan: AttackPlan): string {
  switch (plan.attack) {
    case 'clean':
      return 'clean'
    case 'fgsm':
      return `FGSM ${inBall(plan)}`
    case 'pgd':
      return describePgd(plan)
    case 'mi-fgsm':
      return `MI-FGSM-${plan.steps} ${inBall(plan)}`
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'square':
      return describeParameterFree(plan)
    case 'autoattack':
      return `AutoAttack ${plan.version} ${inBall(plan)}`
    case 'carlini-wagner':
    case 'deepfool':
    case 'hop-skip-jump':
      return describeMinimumNorm(plan)
    case 'random-noise':
      return `random noise ${inBall(plan)}, ${draws(plan.draws, 'draw')}`
    case 'transfer':
      return `PGD-${plan.steps} ${inBall(plan)}, crafted on run ${plan.from.run}`
    case 'spatial-fixed':
      return describeFixed(plan)
    case 'spatial-random':
      return `${range(plan)}, ${draws(plan.draws, 'random draw')}`
    case 'spatial-grid': {
      const grid = `${plan.rotations} × ${plan.translations} × ${plan.translations}`
      return `${range(plan)}, worst of grid ${grid}`
    }
    case 'corruption':
      return `${plan.corruption.replaceAll('_', ' ')}, severity ${plan.severity}`
    case 'spatial-first-order':
      return `${range(plan)}, ${plan.steps} gradient steps${restarts(plan)}`
    case 'stadv':
      return `stAdv-${plan.steps}, flow ±${plan.flow} px, τ = ${plan.smoothness}`
    case 'combined':
      return describeCombined(plan)
  }
}

function describePgd(plan: PlanOf<'pgd'>): string {
  const text = `PGD-${plan.steps} ${inBall(plan)}${restarts(plan)}`
  return plan.randomStart ? text : `${text}, from the clean image`
}

const parameterFreeNames: Readonly<Record<ParameterFreePlan['attack'], string>> = {
  'apgd-ce': 'APGD-CE',
  'apgd-dlr': 'APGD-DLR',
  'apgd-t': 'APGD-T',
  fab: 'FAB',
  'fab-t': 'FAB-T',
  square: 'Square',
}

function describeParameterFree(plan: ParameterFreePlan): string {
  const effort = plan.attack === 'square' ? plan.queries : plan.steps
  const targets = 'targets' in plan ? `, ${plan.targets} classes` : ''
  return `${parameterFreeNames[plan.attack]}-${effort} ${inBall(plan)}${targets}${restarts(plan)}`
}

function describeMinimumNorm(plan: MinimumNormPlan): string {
  switch (plan.attack) {
    case 'carlini-wagner':
      return `C&W ${plan.searches} × ${plan.steps} ${inBall(plan)}`
    case 'deepfool':
      return `DeepFool-${plan.steps} ${inBall(plan)}`
    case 'hop-skip-jump':
      return `HopSkipJump-${plan.queries} ${inBall(plan)}`
  }
}

function describeCombined(plan: PlanOf<'combined'>): string {
  const spatial = `${range(plan)}, ${draws(plan.draws, 'random draw')}`
  const pgd = `PGD-${plan.steps} ${inBall(plan)}`
  return plan.order === 'spatial-then-adversarial'
    ? `${spatial}, then ${pgd}`
    : `${pgd} through ${spatial}`
}

function inBall({ norm, epsilon }: { readonly norm: Norm; readonly epsilon?: number }): string {
  return `${ball[norm]}, ${epsilon === undefined ? 'any ε' : `ε = ${formatEpsilon(epsilon)}`}`
}

/** "turned by 45°, shifted 2 px right, 3 px up". */
function describeFixed({ angle, dx, dy }: PlanOf<'spatial-fixed'>): string {
  const px = (length: number): string => `${Number(Math.abs(length).toPrecision(4))} px`
  const shifts = [
    ...(dx === 0 ? [] : [`${px(dx)} ${dx > 0 ? 'right' : 'left'}`]),
    ...(dy === 0 ? [] : [`${px(dy)} ${dy > 0 ? 'down' : 'up'}`]),
  ]
  const turn = angle === 0 ? [] : [`turned by ${Number(angle.toPrecision(4))}°`.replace('-', '−')]
  const parts = [...turn, ...(shifts.length > 0 ? [`shifted ${shifts.join(', ')}`] : [])]
  return parts.length > 0 ? parts.join(', ') : 'no transform'
}

function restarts({ restarts: count }: { readonly restarts: number }): string {
  return count === 1 ? '' : `, ${count} restarts`
}

function draws(count: number, name: string): string {
  return count === 1 ? `one ${name}` : `worst of ${count} ${name}s`
}

function range(plan: { readonly rotation: number; readonly translation: number }): string {
  const { rotation, translation } = plan
  const parts = [
    ...(rotation > 0 ? [formatRotation(rotation)] : []),
    ...(translation > 0 ? [formatTranslation(translation)] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'no transform'
}
