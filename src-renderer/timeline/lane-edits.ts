import { laneNames, type LaneName, type RunSpec } from '#contract'
import { laneWords } from '../wording/index.ts'
import type { SpecEdit } from './edits.ts'

/** Mutes a lane, or lets it count again: its keys stay, its default holds. */
export function toggleMute(spec: RunSpec, lane: LaneName): SpecEdit {
  const muted = spec.curriculum.muted ?? []
  const isMuted = muted.includes(lane)
  const next = isMuted ? muted.filter((other) => other !== lane) : [...muted, lane]
  return mutedBy(`${isMuted ? 'Unmute' : 'Mute'} ${laneWords[lane].title}`, spec, next)
}

/** Whether a lane is the only one that counts, beside the learning rate. */
export function isSolo(spec: RunSpec, lane: LaneName): boolean {
  const muted = spec.curriculum.muted ?? []
  const others = othersOf(spec, lane)
  return others.length > 0 && !muted.includes(lane) && others.every((name) => muted.includes(name))
}

/** Lets every lane count. */
export function unmuteAll(spec: RunSpec): SpecEdit {
  return mutedBy('Unmute every lane', spec, [])
}

/** Mutes every other lane but the learning rate, or lets them all count again. */
export function toggleSolo(spec: RunSpec, lane: LaneName): SpecEdit {
  const solo = isSolo(spec, lane)
  const label = `${solo ? 'End solo of' : 'Solo'} ${laneWords[lane].title}`
  return mutedBy(label, spec, solo ? [] : othersOf(spec, lane))
}

function othersOf(spec: RunSpec, lane: LaneName): readonly LaneName[] {
  return laneNames.filter(
    (other) => other !== lane && other !== 'learningRate' && spec.curriculum.lanes[other],
  )
}

function mutedBy(label: string, spec: RunSpec, lanes: readonly LaneName[]): SpecEdit {
  const { muted: _old, ...rest } = spec.curriculum
  const muted = laneNames.filter((lane) => lanes.includes(lane))
  return { label, spec: { ...spec, curriculum: muted.length ? { ...rest, muted } : rest } }
}
