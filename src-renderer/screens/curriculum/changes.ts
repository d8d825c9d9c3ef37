import {
  laneAt,
  laneKinds,
  laneNames,
  type LaneName,
  type ResolvedCurriculum,
  type RunSpec,
} from '#contract'
import { resolvedOf } from '../../timeline/edits.ts'
import { formatValue } from '../../timeline/lane-format.ts'
import { formatNumber, laneWords } from '../../wording/index.ts'

/** What differs between two specs, in sentences a person would say; empty where nothing does. */
export function describeChanges(before: RunSpec, after: RunSpec): readonly string[] {
  return [...describeCurriculum(before, after), ...describeSettings(before, after)]
}

/** What differs between the curricula of two specs, in sentences. */
export function describeCurriculum(before: RunSpec, after: RunSpec): readonly string[] {
  const [from, to] = [resolvedOf(before), resolvedOf(after)]
  return [...laneNames.flatMap((lane) => describeLane(lane, from, to)), ...describeStages(from, to)]
}

function describeLane(
  lane: LaneName,
  before: ResolvedCurriculum,
  after: ResolvedCurriculum,
): readonly string[] {
  const name = lane === 'epsilon' ? 'ε' : laneWords[lane].title
  const [old, now] = [before.lanes[lane], after.lanes[lane]]
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  if (!now) return [`${name} has no lane: ${formatValue(lane, laneKinds[lane].otherwise)} holds.`]
  if (!old) return [`${name} has a lane of its own.`]
  const [was, is] = [featuresOf(lane, before), featuresOf(lane, after)]
  const said = [
    differ(lane, `${name} starts at`, was.start, is.start),
    differ(lane, `${name} goes up to`, was.peak, is.peak) ?? reaches(lane, name, was, is),
    was.end === was.peak && is.end === is.peak
      ? undefined
      : differ(lane, `${name} ends at`, was.end, is.end),
  ].filter((sentence) => sentence !== undefined)
  return said.length > 0 ? said : [`${name} takes another way.`]
}

interface Features {
  readonly start: number
  readonly end: number
  readonly peak: number
  /** The epoch, from 1, at which the peak is first reached. */
  readonly peakEpoch: number
}

function featuresOf(lane: LaneName, curriculum: ResolvedCurriculum): Features {
  const { extent } = curriculum
  const keys = curriculum.lanes[lane] ?? []
  const peak = Math.max(...keys.map(({ value }) => value))
  const first = keys.find(({ value }) => value === peak)?.step ?? 0
  return {
    start: laneAt(curriculum, lane, 0),
    end: laneAt(curriculum, lane, extent.steps),
    peak,
    peakEpoch: first / extent.stepsPerEpoch + 1,
  }
}

function differ(lane: LaneName, what: string, was: number, is: number): string | undefined {
  if (was === is) return undefined
  return `${what} ${formatValue(lane, is)} instead of ${formatValue(lane, was)}.`
}

const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

function reaches(lane: LaneName, name: string, was: Features, is: Features): string | undefined {
  const epochs = Math.abs(is.peakEpoch - was.peakEpoch)
  if (epochs === 0) return undefined
  const count = words[epochs] ?? formatNumber(epochs)
  const unit = epochs === 1 ? 'epoch' : 'epochs'
  const way = is.peakEpoch > was.peakEpoch ? 'later' : 'earlier'
  return `${name} reaches ${formatValue(lane, is.peak)} ${count} ${unit} ${way}.`
}

function describeStages(before: ResolvedCurriculum, after: ResolvedCurriculum): readonly string[] {
  const same = JSON.stringify(before.stages) === JSON.stringify(after.stages)
  return same ? [] : ['The stages differ.']
}

/** Settings beside the curriculum, each with its path into the spec. */
function describeSettings(before: RunSpec, after: RunSpec): readonly string[] {
  const [old, now] = [leavesOf(withoutCurriculum(before)), leavesOf(withoutCurriculum(after))]
  const paths = new Set([...old.keys(), ...now.keys()])
  return [...paths].flatMap((path) => {
    const [was = 'nothing', is = 'nothing'] = [old.get(path), now.get(path)]
    return was === is ? [] : [`${path} is ${is} instead of ${was}.`]
  })
}

function withoutCurriculum({ curriculum, ...rest }: RunSpec): object {
  return { ...rest, curriculum: { name: curriculum.name } }
}

function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]])
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [
      ...leavesOf(part, path === '' ? key : `${path}.${key}`),
    ]),
  )
}
