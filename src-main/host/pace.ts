/** How fast a job goes lately. */
export interface Pace {
  /** Tells that the job was at `position` (steps or plans) at `atMs`, after `images` images in all. */
  mark(atMs: number, position: number, images: number): void
  imagesPerSecond(): number | null
  /** Seconds from the last mark until `target`; null while unknown. */
  secondsUntil(target: number): number | null
}

interface Mark {
  readonly atMs: number
  readonly position: number
  readonly images: number
}

/** Long enough to smooth over probes and checkpoints, short enough to follow a changing lane. */
const windowMs = 15_000

export function createPace(): Pace {
  const marks: Mark[] = []
  const span = () => {
    const first = marks.at(0)
    const last = marks.at(-1)
    return first && last && last.atMs > first.atMs ? { first, last } : null
  }
  return {
    mark: (atMs, position, images) => {
      marks.push({ atMs, position, images })
      while (marks.length > 2 && marks[1].atMs < atMs - windowMs) marks.shift()
    },
    imagesPerSecond: () => {
      const seen = span()
      if (!seen) return null
      return ((seen.last.images - seen.first.images) * 1000) / (seen.last.atMs - seen.first.atMs)
    },
    secondsUntil: (target) => {
      const seen = span()
      if (!seen || seen.last.position === seen.first.position) return null
      const each = (seen.last.atMs - seen.first.atMs) / (seen.last.position - seen.first.position)
      return Math.max(0, ((target - seen.last.position) * each) / 1000)
    },
  }
}
