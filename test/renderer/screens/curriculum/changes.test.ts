// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Keyframe, LaneName, RunSpec } from '#contract'
import { describeChanges } from '../../../../src-renderer/screens/curriculum/changes.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()
const key = (epoch: number, value: number): Keyframe => ({
  at: { epoch },
  value,
  easing: 'linear',
})

function withLane(lane: LaneName, keys: Keyframe[] | undefined): RunSpec {
  const { [lane]: _old, ...others } = spec.curriculum.lanes
  const lanes = keys ? { ...others, [lane]: keys } : others
  return { ...spec, curriculum: { ...spec.curriculum, lanes } }
}

describe('screens/curriculum/changes', () => {
  it('says nothing of the same', () => {
    expect(describeChanges(spec, sampleSpec())).toEqual([])
  })

  it('says when the same strength is reached', () => {
    const later = withLane('epsilon', [key(1, 0), key(5, 4 / 255), key(10, 8 / 255)])
    expect(describeChanges(spec, later)).toEqual(['ε reaches 8/255 two epochs later.'])
    expect(describeChanges(later, spec)).toEqual(['ε reaches 8/255 two epochs earlier.'])
  })

  it('says where a lane starts, how far it goes and where it ends', () => {
    const lower = withLane('rotation', [key(1, 60), key(5, 120), key(11, 30)])
    expect(describeChanges(spec, lower)).toEqual([
      'Rotation starts at ±60° instead of ±30°.',
      'Rotation goes up to ±120° instead of ±90°.',
      'Rotation ends at ±30° instead of ±90°.',
    ])
  })

  it('says that a lane came, went or only bends', () => {
    expect(describeChanges(spec, withLane('translation', [key(1, 2)]))).toEqual([
      'Translation has a lane of its own.',
    ])
    expect(describeChanges(spec, withLane('rotation', undefined))).toEqual([
      'Rotation has no lane: ±0° holds.',
    ])
    const bent = withLane('rotation', [key(1, 30), key(5, 40), key(11, 90)])
    expect(describeChanges(spec, bent)).toEqual(['Rotation takes another way.'])
  })

  it('names settings by their path', () => {
    const other = { ...spec, batchSize: 32, optimiser: { ...spec.optimiser, weightDecay: 0.1 } }
    expect(describeChanges(spec, other)).toContain('batchSize is 32 instead of 64.')
    expect(describeChanges(spec, other)).toContain('optimiser.weightDecay is 0.1 instead of 0.')
  })

  it('notices a stage that moved', () => {
    const [first] = spec.curriculum.stages
    const stages = first ? [first] : []
    const other = { ...spec, curriculum: { ...spec.curriculum, stages } }
    expect(describeChanges(spec, other)).toEqual(['The stages differ.'])
  })
})
