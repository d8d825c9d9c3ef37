import type { Axis } from './figure.ts'

/** From a value of an axis to px. */
export function scaleOf({ from, to }: Axis, start: number, end: number): (value: number) => number {
  const span = to === from ? 1 : to - from
  return (value) => start + ((value - from) / span) * (end - start)
}

/** Where ticks stand: about five round numbers within the axis, unless the axis says. */
export function ticksOf({ from, to, ticks }: Axis): readonly number[] {
  if (ticks) return ticks
  const step = roundStep((to - from) / 5)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Ticks of one axis with equally many decimals. */
export function tickLabels(ticks: readonly number[]): string[] {
  const decimals = Math.max(0, ...ticks.map((tick) => (String(tick).split('.')[1] ?? '').length))
  return ticks.map((tick) => tick.toFixed(Math.min(4, decimals)).replace('-', '−'))
}
