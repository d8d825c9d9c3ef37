import { laneKinds, type LaneName } from '#contract'

/** How a lane is called on screen; `mark` is its one-letter name in read-outs. */
export interface LaneTitle {
  readonly title: string
  readonly mark: string
  readonly spoken: string
  readonly hint: string
}

export const laneTitles: Readonly<Record<LaneName, LaneTitle>> = {
  epsilon: { title: 'Radius ε', mark: 'ε', spoken: 'epsilon', hint: 'adversarial' },
  rotation: { title: 'Rotation', mark: 'rotation', spoken: 'rotation', hint: 'spatial' },
  attackSteps: { title: 'Attack steps', mark: 'steps', spoken: 'attack steps', hint: '' },
  translation: { title: 'Translation', mark: 'translation', spoken: 'translation', hint: '' },
  adversarialShare: {
    title: 'Adv. share',
    mark: 'adversarial share',
    spoken: 'adversarial share',
    hint: '',
  },
  spatialShare: {
    title: 'Spatial share',
    mark: 'spatial share',
    spoken: 'spatial share',
    hint: '',
  },
  learningRate: { title: 'Learning rate', mark: 'rate', spoken: 'learning rate', hint: '' },
}

/** Up to `digits` significant digits, without trailing zeros or exponents above 1e-4. */
export function shortNumber(value: number, digits = 4): string {
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(digits))
  return Math.abs(rounded) < 1e-4 ? rounded.toExponential() : String(rounded)
}

/** ε as n/255 where n has at most one decimal, else as the number itself. */
function formatEpsilon(value: number): string {
  const levels = value * 255
  const rounded = Math.round(levels * 10) / 10
  if (value === 0) return '0'
  return Math.abs(levels - rounded) < 1e-6 ? `${rounded}/255` : shortNumber(value)
}

/** A lane's value as read on the axis, in fields and read-outs: 4/255, ±60°, ±2 px, 0.001. */
export function formatValue(lane: LaneName, value: number): string {
  switch (lane) {
    case 'epsilon':
      return formatEpsilon(value)
    case 'rotation':
      return `±${shortNumber(value)}°`
    case 'translation':
      return `±${shortNumber(value)} px`
    case 'attackSteps':
    case 'adversarialShare':
    case 'spatialShare':
    case 'learningRate':
      return shortNumber(value)
  }
}

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴',
  '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
}

/** A tick label: as `formatValue`, but whole decades of the learning rate as powers of ten. */
export function formatTick(lane: LaneName, value: number): string {
  if (value === 0) return '0'
  if (lane !== 'learningRate') return formatValue(lane, value)
  const power = Math.log10(value)
  if (Math.abs(power - Math.round(power)) > 1e-9) return shortNumber(value)
  const digits = String(Math.round(power)).split('')
  return `10${digits.map((digit) => superscripts[digit] ?? digit).join('')}`
}

/** What a person typed for a lane: a number, a fraction such as 8/255, with or without its unit. */
export function parseValue(lane: LaneName, text: string): number | undefined {
  const bare = text.replace(/[±°\s]|px$/g, '').replace(',', '.')
  const parts = bare.split('/')
  if (parts.length > 2 || parts.some((part) => part === '')) return undefined
  const [above, below = 1] = parts.map(Number)
  const value = above === undefined ? NaN : above / below
  if (!Number.isFinite(value)) return undefined
  return laneKinds[lane].whole ? Math.round(value) : value
}
