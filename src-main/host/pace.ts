/** Seconds until something is reached. */
export interface Eta {
  readonly seconds: number
  /** Two standard errors of `seconds`, from how the pace has varied; null of too few marks. */
  readonly spreadSeconds: number | null
}

/** How fast a job goes lately. */
export interface Pace {
  /** Tells that the job was at `position` (work or plans) at `atMs`, after `images` images in all. */
  mark(atMs: number, position: number, images: number): void
  imagesPerSecond(): number | null
  /** From the last mark until `target`; null while unknown. */
  until(target: number): Eta | null
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
    until: (target) => {
      const seen = span()
      if (!seen || seen.last.position === seen.first.position) return null
      const each = (seen.last.atMs - seen.first.atMs) / (seen.last.position - seen.first.position)
      const left = Math.max(0, target - seen.last.position)
      const spread = spreadOf(marks)
      return {
        seconds: (left * each) / 1000,
        spreadSeconds: spread === null ? null : (2 * left * spread) / 1000,
      }
    },
  }
}

/** Standard error of the milliseconds a position takes, from those between each mark and the next. */
function spreadOf(marks: readonly Mark[]): number | null {
  const each = marks.slice(1).flatMap((mark, i) => {
    const positions = mark.position - marks[i].position
    return positions > 0 ? [(mark.atMs - marks[i].atMs) / positions] : []
  })
  if (each.length < 3) return null
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length
  const squares = each.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return Math.sqrt(squares / (each.length - 1) / each.length)
}
