import type { Axis } from './figure.ts'

/** From a value of an axis to where it is drawn. */
export function scaleOf({ from, to }: Axis, start: number, end: number): (value: number) => number {
  const span = to === from ? 1 : to - from
  return (value) => start + ((value - from) / span) * (end - start)
}

/** Where ticks stand: about `wanted` round numbers of its unit within the axis, unless the axis says. */
export function ticksOf({ from, to, ticks, unit = 1 }: Axis, wanted = 5): readonly number[] {
  if (ticks) return thinned(ticks, wanted)
  const [low, high] = [from / unit, to / unit]
  if (high <= low) return [from]
  const step = roundStep((high - low) / wanted)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from(
    { length: last - first + 1 },
    (_, i) => Number(((first + i) * step).toPrecision(12)) * unit,
  )
}

/** Every so many of given ticks where all of them would touch; the last too, if it is not far to go. */
function thinned(ticks: readonly number[], wanted: number): readonly number[] {
  const gaps = ticks.length - 1
  const least = Math.ceil(gaps / Math.max(1, wanted))
  const even = Array.from({ length: least }, (_, i) => least + i).find((by) => gaps % by === 0)
  const stride = even ?? least
  return stride <= 1 ? ticks : ticks.filter((_, i) => i % stride === 0)
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}

/** What ticks of an axis say: their own names, or their numbers. */
export function tickNames({ ticks = [], names, unit }: Axis, shown: readonly number[]): string[] {
  if (!names) return tickLabels(shown, unit)
  return shown.map((tick) => names[ticks.indexOf(tick)] ?? '')
}

/** Ticks of one axis with equally many decimals, in its unit. */
export function tickLabels(ticks: readonly number[], unit = 1): string[] {
  const counted = ticks.map((tick) => Number((tick / unit).toPrecision(12)))
  const most = Math.max(0, ...counted.map(Math.abs))
  if (most !== 0 && (most < 1e-3 || most >= 1e7))
    return counted.map((tick) => (tick === 0 ? '0' : inPowers(tick)))
  const decimals = Math.max(0, ...counted.map((tick) => (String(tick).split('.')[1] ?? '').length))
  return counted.map((tick) => {
    const [whole, rest] = tick.toFixed(Math.min(4, decimals)).split('.')
    // Thousands are set apart from five digits on, as is usual in print.
    const apart = Math.abs(tick) < 1e4 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',')
    return `${apart}${rest === undefined ? '' : `.${rest}`}`.replace('-', '−')
  })
}

/** "2 × 10⁻⁴". */
function inPowers(value: number): string {
  const [digits, power] = value.toExponential().split('e')
  const raised = [...String(Math.abs(Number(power)))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])
  const sign = Number(power) < 0 ? '⁻' : ''
  return `${Number(Number(digits).toPrecision(3))} × 10${sign}${raised.join('')}`.replace('-', '−')
}
