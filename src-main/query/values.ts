import type { Quantity } from './query.ts'

const units: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
}

/** What belongs to the right of a comparison, in words. */
export function valueWords(left: Quantity): string {
  if (left.of !== 'run') return 'a number, as 0.4 or 8/255'
  if (left.field === 'time' || left.field === 'age') return 'a time, as 90s, 5min, 2h or 3d'
  if (left.field === 'made' || left.field === 'ended') return 'a day, as 2026-11-29'
  return 'a number, as 3'
}

/** The value a text stands for beside `left`; undefined if it stands for none. */
export function parseValue(left: Quantity, text: string): number | undefined {
  const field = left.of === 'run' ? left.field : undefined
  if (field === 'time' || field === 'age') return duration(text)
  if (field === 'made' || field === 'ended') return day(text)
  const found = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\/(\d+))?(%)?$/i.exec(text)
  if (!found) return undefined
  const value = Number(found[1]) / Number(found[2] ?? 1) / (found[3] ? 100 : 1)
  return Number.isFinite(value) ? value : undefined
}

/** A value as `parseValue` reads it back. */
export function formatValue(left: Quantity, value: number): string {
  const field = left.of === 'run' ? left.field : undefined
  if (field === 'time' || field === 'age') return formatDuration(value)
  if (field === 'made' || field === 'ended') return new Date(value).toISOString().slice(0, 10)
  return String(value)
}

function duration(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)(s|min|h|d|w)?$/.exec(text)
  return found ? Number(found[1]) * units[found[2] ?? 's'] : undefined
}

/** In the largest unit that says it in whole numbers. */
function formatDuration(seconds: number): string {
  const unit = ['d', 'h', 'min'].find((name) => seconds > 0 && seconds % units[name] === 0) ?? 's'
  return `${seconds / units[unit]}${unit}`
}

/** The first moment of a day in UTC, in milliseconds since 1970. */
function day(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) ? undefined : at
}
