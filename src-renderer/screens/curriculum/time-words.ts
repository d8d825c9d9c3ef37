import type { TrainingSpeed } from '#contract'
import { formatDuration } from '../../wording/index.ts'

/** What so many passes take here, with how far runs differed: "1 h 52 min ± 6 min". */
export function sayTime(passes: number, speed: TrainingSpeed): string {
  const seconds = passes / speed.passesPerSecond
  const off = (seconds * speed.spread) / speed.passesPerSecond
  return off >= Math.max(1, seconds / 200)
    ? `${formatDuration(seconds)} ± ${formatDuration(off)}`
    : formatDuration(seconds)
}

/** The same of two numbers of passes: "41 s → 1 min 8 s"; one where they take alike. */
export function sayRange(first: number, last: number, { passesPerSecond }: TrainingSpeed): string {
  const [from, to] = [first, last].map((passes) => shortTime(passes / passesPerSecond))
  return from === to ? `${from}` : `${from} → ${to}`
}

function shortTime(seconds: number): string {
  return seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : formatDuration(seconds)
}
