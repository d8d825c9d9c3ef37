import type { Silence } from './vigil.ts'

/** What a worker shows, as the end of a sentence that begins with "The worker". */
export function silenceText(silence: Silence): string {
  const { kind, ms, longestMs, doing, cpuMs } = silence
  if (kind === 'still') {
    const where = doing === '' ? '' : `, last seen ${doing}`
    return `has given no sign of life for ${span(ms)}${where}`
  }
  const where = doing === '' ? 'has begun nothing new' : `has been ${doing}`
  const used = `it used ${span(cpuMs)} of processor time in it`
  const before = longestMs === 0 ? '' : `, and nothing before took longer than ${span(longestMs)}`
  return `${where} for ${span(ms)}; ${used}${before}`
}

/** Whole minutes from two minutes on, else seconds. */
export function span(ms: number): string {
  return ms >= 120_000
    ? `${Math.round(ms / 60_000)} min`
    : `${(ms / 1000).toFixed(ms < 1000 ? 1 : 0)} s`
}
