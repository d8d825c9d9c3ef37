import { passesAt, settingsAt, type ResolvedCurriculum, type RunSpec } from '#contract'

/** Passes of images through the network, forward and backward ones counted alike. */
export interface CostSummary {
  readonly total: number
  readonly firstEpoch: number
  readonly lastEpoch: number
  /** Share of all passes that crafts the attack. */
  readonly attackShare: number
  readonly steps: number
  /** Whether gates may make the run shorter: each was taken to stay shut until its limit. */
  readonly isMost: boolean
}

/** Steps looked at in an epoch: settings move slowly, and a drag asks at each frame. */
const looksPerEpoch = 8

/**
 * What a run would cost, live while keys move: each epoch is judged by evenly spaced steps, which is
 * exact where settings hold.
 */
export function costOf(spec: RunSpec, curriculum: ResolvedCurriculum): CostSummary {
  const { steps, stepsPerEpoch } = curriculum.extent
  const epochs = Math.max(1, Math.round(steps / stepsPerEpoch))
  const plain = passesOf(spec, { ...settingsAt(curriculum, 0), epsilon: 0 })
  const perImage = Array.from({ length: epochs }, (_, epoch) => {
    const looks = Math.min(looksPerEpoch, stepsPerEpoch)
    const found = Array.from({ length: looks }, (_look, i) => {
      const step = Math.floor((epoch + (i + 0.5) / looks) * stepsPerEpoch)
      return passesOf(spec, settingsAt(curriculum, step))
    })
    return found.reduce((sum, passes) => sum + passes, 0) / looks
  })
  const images = spec.dataset.train * (spec.attack.replays ?? 1)
  const sum = perImage.reduce((all, passes) => all + passes, 0)
  return {
    total: sum * images,
    firstEpoch: (perImage[0] ?? 0) * images,
    lastEpoch: (perImage.at(-1) ?? 0) * images,
    attackShare: sum === 0 ? 0 : 1 - (plain * epochs) / sum,
    steps,
    isMost: curriculum.stages.some(({ gate }) => gate !== undefined),
  }
}

function passesOf(spec: RunSpec, settings: Parameters<typeof passesAt>[0]): number {
  const { forward, backward } = passesAt(settings, spec)
  return forward + backward
}

/** Two counts in the unit of the larger: 96 → 176 thousand; one where they are the same. */
export function roundRange(first: number, last: number): string {
  if (roundCount(first) === roundCount(last)) return roundCount(first)
  const [, ...word] = roundCount(Math.max(first, last)).split(' ')
  const unit = unitOf(Math.max(first, last))
  const short = (count: number): string => String(Number((count / unit).toPrecision(3)))
  return [short(first), '→', short(last), ...word].join(' ')
}

/** A large count in words a person can hold: 940, 61 thousand, 20.6 million. */
export function roundCount(count: number): string {
  const unit = unitOf(count)
  const word = words[unit]
  return word ? `${Number((count / unit).toPrecision(3))} ${word}` : String(Math.round(count))
}

const words: Readonly<Record<number, string>> = { 1e3: 'thousand', 1e6: 'million', 1e9: 'billion' }

function unitOf(count: number): number {
  if (count >= 1e9) return 1e9
  if (count >= 1e6) return 1e6
  return count >= 1e4 ? 1e3 : 1
}
