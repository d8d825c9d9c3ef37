import { planIn, type Heatmap } from './heatmap.ts'
import { describePlan, formatRotation, formatTranslation } from './plan/index.ts'
import { planAt, type SweepCurve } from './sweep-curve.ts'

/** A curve's plan in a few words, its swept setting as a range: "PGD-20 L∞, ε up to 0.2". */
export function describeCurve(curve: SweepCurve): string {
  const highest = Math.max(...curve.values)
  const hardest = describePlan(planAt(curve, highest))
  switch (curve.over) {
    case 'epsilon':
      return hardest.replace('ε = ', 'ε up to ')
    case 'rotation':
      return hardest.replace(formatRotation(highest), `up to ${formatRotation(highest)}`)
    case 'translation':
      return hardest.replace(formatTranslation(highest), `up to ${formatTranslation(highest)}`)
    case 'budget':
      return `up to ${hardest}, turned and shifted together`
  }
}

/** A heatmap's plan in a few words: "up to ±30°, ±3 px, one random draw". */
export function describeHeatmap(heatmap: Heatmap): string {
  const { rotations, translations } = heatmap
  return `up to ${describePlan(planIn(heatmap, Math.max(...rotations), Math.max(...translations)))}`
}
