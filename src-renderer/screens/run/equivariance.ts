import type { Equivariance } from '#contract'
import type { LineChartSpec } from '../../charts/index.ts'

const digits = (value: number): string =>
  value !== 0 && value < 1e-3 ? value.toExponential(1) : value.toFixed(3)
const degrees = (value: number): string => `${value}°`

/** How the logits change over a full turn, and which predictions stay; it ends where it began. */
export function turnChart({ angles }: Equivariance): LineChartSpec {
  const first = angles[0]
  const full = first ? [...angles, { ...first, angle: first.angle + 360 }] : []
  const points = (of: 'change' | 'invariance') => full.map((at) => ({ x: at.angle, y: at[of] }))
  return {
    x: {
      ...{ label: 'rotation, degrees counter-clockwise', min: 0, max: 360 },
      ...{ ticks: [0, 90, 180, 270, 360], format: degrees },
    },
    y: { label: 'relative change, share', min: 0, format: digits, formatTick: (y) => y.toFixed(1) },
    curves: [
      {
        ...{ id: 'change', label: 'logit change', colour: 'spatial', dots: true },
        points: points('change'),
      },
      {
        ...{ id: 'invariance', label: 'invariance rate', colour: 'soft', dash: [4, 3] },
        points: points('invariance'),
      },
    ],
  }
}

/** A full turn in words: at quarter turns, and where the change is largest. */
export function describeTurn({ angles }: Equivariance): string {
  const quarters = angles.filter(({ angle }) => angle > 0 && angle % 90 === 0)
  const worst = [...angles].sort((a, b) => b.change - a.change)[0]
  if (!worst) return 'Nothing was measured.'
  const at = quarters.map(({ angle, change }) => `${digits(change)} at ${degrees(angle)}`)
  return (
    `Change of the logits relative to the unturned: ${at.join(', ')}; at most ${digits(worst.change)}, ` +
    `at ${degrees(worst.angle)}, where ${digits(worst.invariance)} of the predictions stay.`
  )
}

/** Above rounding: below it a layer turns with the image exactly. */
export const rounding = 1e-4

/** What the quarter turns say of the network, in a sentence. */
export function describeLayers({ layers, isImported }: Equivariance): string {
  const logits = layers?.at(-1)
  if (!layers || !logits)
    return 'The images are not square, so no quarter turn maps them to themselves.'
  const first = layers.find(({ error }) => error > rounding)
  const whole = isImported ? 'Of an imported model only the logits are known. ' : ''
  if (!first)
    return `${whole}Every layer turns with the image, and quarter turns leave the logits as they are.`
  if (logits.error <= rounding)
    return `${whole}Quarter turns leave the logits as they are, though “${first.name}” does not turn with the image.`
  return `${whole}Quarter turns change the logits: the first layer that does not turn with the image is “${first.name}”.`
}
