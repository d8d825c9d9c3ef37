import { planIn, type Heatmap } from './heatmap.ts'
import type { Norm } from './norm.ts'
import type { AttackPlan, ParameterFreePlan, PlanOf } from './plan/index.ts'
import { planAt, type SweepCurve } from './sweep-curve.ts'

const ball: Readonly<Record<Norm, string>> = { linf: 'L∞', l2: 'L2', l1: 'L1' }

/** Up to 32, a whole number of 255ths is shown as such; any other radius in decimals. */
export function formatEpsilon(epsilon: number): string {
  const levels = epsilon * 255
  const whole = Math.round(levels)
  if (whole > 0 && whole <= 32 && Math.abs(levels - whole) < 1e-9) return `${whole}/255`
  return String(Number(epsilon.toPrecision(4)))
}

const degrees = (rotation: number): string => `±${Number(rotation.toPrecision(4))}°`
const shift = (translation: number): string => `±${Number(translation.toPrecision(4))} px`

const range = (rotation: number, translation: number): string => {
  const parts = [
    ...(rotation > 0 ? [degrees(rotation)] : []),
    ...(translation > 0 ? [shift(translation)] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'no transform'
}

/** A plan in a few words, with the threat model and the effort: "PGD-20 L∞, ε = 0.2, 2 restarts". */
export function describePlan(plan: AttackPlan): string {
  switch (plan.attack) {
    case 'clean':
      return 'clean'
    case 'fgsm':
      return withTarget(plan, `FGSM ${inBall(plan)}`)
    case 'pgd':
      return withTarget(plan, describePgd(plan))
    case 'apgd-ce':
    case 'apgd-dlr':
    case 'apgd-t':
    case 'fab':
    case 'fab-t':
    case 'square':
      return withTarget(plan, describeParameterFree(plan))
    case 'autoattack':
      return `AutoAttack ${plan.version} ${inBall(plan)}`
    case 'spatial-random': {
      const draws = plan.draws === 1 ? 'one random draw' : `worst of ${plan.draws} random draws`
      return withTarget(plan, `${range(plan.rotation, plan.translation)}, ${draws}`)
    }
    case 'spatial-grid': {
      const grid = `${plan.rotations} × ${plan.translations} × ${plan.translations}`
      return withTarget(plan, `${range(plan.rotation, plan.translation)}, worst of grid ${grid}`)
    }
  }
}

/** A curve's plan in a few words, its swept setting as a range: "PGD-20 L∞, ε up to 0.2". */
export function describeCurve(curve: SweepCurve): string {
  const highest = Math.max(...curve.values)
  const hardest = describePlan(planAt(curve, highest))
  switch (curve.over) {
    case 'epsilon':
      return hardest.replace('ε = ', 'ε up to ')
    case 'rotation':
      return hardest.replace(degrees(highest), `up to ${degrees(highest)}`)
    case 'translation':
      return hardest.replace(shift(highest), `up to ${shift(highest)}`)
    case 'budget':
      return `up to ${hardest}, turned and shifted together`
  }
}

/** A heatmap's plan in a few words: "up to ±30°, ±3 px, one random draw". */
export function describeHeatmap(heatmap: Heatmap): string {
  const { rotations, translations } = heatmap
  return `up to ${describePlan(planIn(heatmap, Math.max(...rotations), Math.max(...translations)))}`
}

function describePgd(plan: PlanOf<'pgd'>): string {
  const text = `PGD-${plan.steps} ${inBall(plan)}${restarts(plan)}`
  return plan.randomStart ? text : `${text}, from the clean image`
}

const names: Readonly<Record<ParameterFreePlan['attack'], string>> = {
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
  return `${names[plan.attack]}-${effort} ${inBall(plan)}${targets}${restarts(plan)}`
}

function inBall({ norm, epsilon }: { readonly norm: Norm; readonly epsilon: number }): string {
  return `${ball[norm]}, ε = ${formatEpsilon(epsilon)}`
}

function restarts({ restarts: count }: { readonly restarts: number }): string {
  return count === 1 ? '' : `, ${count} restarts`
}

function withTarget(plan: { readonly climbs: 'label' | 'prediction' }, text: string): string {
  return plan.climbs === 'prediction' ? `${text}, against its own prediction` : text
}
