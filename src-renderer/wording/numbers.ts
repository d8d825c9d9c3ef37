// Made once: a chart writes hundreds of numbers at each repaint, and making a format costs more than using it.
const inFour = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
const inThousands = new Intl.NumberFormat('en')

/** A minus sign that is as wide as a plus. */
const signed = (text: string): string => text.replace('-', '−')

/** An accuracy or a rate in [0, 1], three decimals; "–" where there is none. */
export function formatShare(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : share.toFixed(3)
}

/** Half the width of an interval, in the short form ".012". */
export function formatSpread(interval: readonly [number, number]): string {
  return ((interval[1] - interval[0]) / 2).toFixed(3).replace(/^0/, '')
}

/** A number of any size in few digits: 0.0012, 12,480. */
export function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return signed(value.toExponential(1))
  return signed(inFour.format(value))
}

/** A count with thousands set apart. */
export function formatCount(count: number): string {
  return inThousands.format(count)
}

/** "1 run", "3 runs". */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Seconds in the two largest units: "41 s", "1 min 5 s", "1 h 52 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Bytes in decimal units: "212 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${units[power]}`
}

/** A moment on this machine's clock: "23 Nov, 19:41". */
export function formatMoment(milliseconds: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(milliseconds)
}

/** How far logits lie from those of another program, relative to 1 + their size. */
export function describeGap(gap: number): string {
  return gap === 0 ? 'the same logits' : `logits within ${gap.toExponential(1)}`
}
