// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames, stepOf, type RunSpec } from '#contract'
import {
  addKeyAt,
  addLaneTo,
  dropKeys,
  dropLane,
  extentOfSpec,
  inStepOrder,
  positionOf,
  resolvedOf,
  setEasingOf,
  setValueOf,
  shiftKeys,
} from '../../../src-renderer/timeline/edits.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

const spec = sampleSpec()
const extent = extentOfSpec(spec)
const steps = (of: RunSpec, lane: 'epsilon' | 'rotation'): number[] =>
  (of.curriculum.lanes[lane] ?? []).map(({ at }) => stepOf(at, extentOfSpec(of)))

const place = fc.record({
  lane: fc.constantFrom(...laneNames),
  step: fc.integer({ min: 0, max: extent.steps }),
  value: fc.double({ min: -2, max: 300, noNaN: true }),
})
const shift = fc.record({
  steps: fc.integer({ min: -400, max: 400 }),
  value: fc.double({ min: -1, max: 1, noNaN: true }),
})

function expectSound(edited: RunSpec): void {
  const { lanes } = resolvedOf(edited)
  for (const lane of laneNames) {
    const keys = lanes[lane] ?? []
    const { lowest, highest } = laneKinds[lane]
    keys.forEach((key, i) => {
      expect(key.step).toBeGreaterThanOrEqual(0)
      expect(key.step).toBeLessThanOrEqual(extent.steps)
      expect(key.value).toBeGreaterThanOrEqual(lowest)
      expect(key.value).toBeLessThanOrEqual(highest)
      if (i > 0) expect(key.step).toBeGreaterThan(keys[i - 1]?.step ?? -1)
    })
    expect(keys.map(({ step }) => step)).toEqual(
      (edited.curriculum.lanes[lane] ?? []).map(({ at }) => stepOf(at, extent)),
    )
  }
}

describe('timeline/edits', () => {
  it('keeps keys in order, in range and one to a step, whatever is added and moved', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), shift, (places, by) => {
        const added = places.reduce(
          (now, { lane, step, value }) => addKeyAt(now, lane, step, value).spec,
          spec,
        )
        expectSound(added)
        const all = (added.curriculum.lanes.epsilon ?? []).map((_, index) => ({
          lane: 'epsilon' as const,
          index,
        }))
        const moved = shiftKeys(added, [...all, { lane: 'rotation', index: 0 }], by, 'epsilon')
        expectSound(moved.spec)
      }),
    )
  })

  it('adds a key on the curve, eased like its neighbour, where no value is given', () => {
    const { spec: after, keys, label } = addKeyAt(spec, 'epsilon', 40)
    expect(after.curriculum.lanes.epsilon?.[1]).toEqual({
      at: { epoch: 3 },
      value: 2 / 255,
      easing: 'linear',
    })
    expect(keys).toEqual([{ lane: 'epsilon', index: 1 }])
    expect(label).toBe('Add key to Radius ε')
  })

  it('writes a step as the epoch it starts, else as itself', () => {
    expect(positionOf(40, extent)).toEqual({ epoch: 3 })
    expect(positionOf(41, extent)).toEqual({ step: 41 })
  })

  it('moves a group as one, and only the anchor’s lane in value', () => {
    const keys = [
      { lane: 'rotation', index: 1 },
      { lane: 'epsilon', index: 0 },
    ] as const
    const { spec: after, keys: now } = shiftKeys(
      spec,
      keys,
      { steps: 999, value: 1 / 255 },
      'epsilon',
    )
    expect(steps(after, 'rotation')).toEqual([0, 200])
    expect(steps(after, 'epsilon')).toEqual([0, 80, 140])
    expect(after.curriculum.lanes.epsilon?.[0]?.value).toBeCloseTo(1 / 255, 12)
    expect(after.curriculum.lanes.rotation?.[1]?.value).toBe(90)
    expect(now).toEqual([
      { lane: 'epsilon', index: 0 },
      { lane: 'rotation', index: 1 },
    ])
  })

  it('keeps the unit a key is written in', () => {
    const { spec: after } = shiftKeys(
      spec,
      [{ lane: 'rotation', index: 0 }],
      { steps: 20, value: 0 },
      'rotation',
    )
    expect(after.curriculum.lanes.rotation?.[0]?.at).toEqual({ share: 0.1 })
  })

  it('says nothing changed where nothing did', () => {
    const keys = [{ lane: 'epsilon', index: 1 }] as const
    expect(shiftKeys(spec, keys, { steps: 0, value: 0 }, 'epsilon').spec).toBe(spec)
  })

  it('names what it did', () => {
    const ref = { lane: 'epsilon', index: 1 } as const
    expect(setValueOf(spec, [ref], 'epsilon', 6 / 255).label).toBe('Set Radius ε to 6/255')
    expect(setEasingOf(spec, [ref], 'hold').label).toBe('Ease by hold')
    expect(dropKeys(spec, [ref]).label).toBe('Remove key')
    expect(dropKeys(spec, [ref, { lane: 'epsilon', index: 0 }]).label).toBe('Remove 2 keys')
    expect(addLaneTo(spec, 'translation', 2).label).toBe('Add Translation')
    expect(dropLane(spec, 'rotation').label).toBe('Remove Rotation')
  })

  it('drops a lane with its last key and adds one that holds', () => {
    expect(dropLane(spec, 'rotation').spec.curriculum.lanes.rotation).toBeUndefined()
    const added = addLaneTo(spec, 'translation', 2).spec
    expect(added.curriculum.lanes.translation).toEqual([
      { at: { epoch: 1 }, value: 2, easing: 'linear' },
    ])
  })

  it('puts keys written out of order in order, and leaves ordered ones alone', () => {
    expect(inStepOrder(spec)).toBe(spec)
    const keys = spec.curriculum.lanes.epsilon ?? []
    const lanes = { ...spec.curriculum.lanes, epsilon: keys.toReversed() }
    const mixed = { ...spec, curriculum: { ...spec.curriculum, lanes } }
    expect(inStepOrder(mixed)).toEqual(spec)
  })
})
