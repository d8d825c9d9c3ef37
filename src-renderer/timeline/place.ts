import type { Extent, LaneName, ResolvedKey } from '#contract'
import { formatCount, laneWords } from '../wording/index.ts'
import type { EpsilonUnit } from './epsilon-unit.ts'
import { formatValue, spokenName } from './lane-format.ts'

/** The epoch a step lies in, counted from 1, with its fraction: 2.5 is the middle of the second. */
export function epochAt(step: number, extent: Extent): number {
  return step / extent.stepsPerEpoch + 1
}

/** A step in words: "epoch 12", "epoch 12.4" or, past the last step, "the end". */
export function describePlace(step: number, extent: Extent): string {
  if (step >= extent.steps) return 'the end'
  const epoch = epochAt(step, extent)
  return `epoch ${Number.isInteger(epoch) ? formatCount(epoch) : epoch.toFixed(2)}`
}

/** What a key is read aloud as: "epoch 12, epsilon 4/255". */
export function speakKey(
  lane: LaneName,
  key: ResolvedKey,
  extent: Extent,
  unit?: EpsilonUnit,
): string {
  const value = formatValue(lane, key.value, unit).replace('±', '')
  return `${describePlace(key.step, extent)}, ${spokenName(lane)} ${value}`
}

/** What a key is read out as beside the pointer: "epoch 12, ε = 4/255". */
export function readKey(
  lane: LaneName,
  key: ResolvedKey,
  extent: Extent,
  unit?: EpsilonUnit,
): string {
  const name = lane === 'epsilon' ? 'ε' : laneWords[lane].title.toLowerCase()
  return `${describePlace(key.step, extent)}, ${name} = ${formatValue(lane, key.value, unit)}`
}
