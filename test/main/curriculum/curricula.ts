import fc from 'fast-check'
import {
  laneKinds,
  laneNames,
  type Curriculum,
  type Easing,
  type Extent,
  type Keyframe,
  type LaneName,
} from '#curriculum'

/** Ten epochs of ten steps. */
export const tens: Extent = { steps: 100, stepsPerEpoch: 10 }

export const curriculumOf = (lanes: Partial<Record<LaneName, Keyframe[]>>): Curriculum => ({
  name: 'made',
  lanes,
  stages: [],
})

export const keyAtStep = (step: number, value: number, easing: Easing = 'hold'): Keyframe => ({
  at: { step },
  value,
  easing,
})

const share = fc.double({ min: 0, max: 1, noNaN: true })
export const easings: fc.Arbitrary<Easing> = fc.oneof(
  fc.constant<Easing>('hold'),
  fc.constant<Easing>('linear'),
  fc.tuple(share, share, share, share).map((bezier): Easing => ({ bezier })),
)

/** Sound keys of one lane on distinct steps of `tens`, in any order. */
export const keysOf = (lane: LaneName): fc.Arbitrary<Keyframe[]> => {
  const { lowest, highest, whole } = laneKinds[lane]
  const value = whole
    ? fc.integer({ min: lowest, max: highest })
    : fc.double({ min: lowest, max: highest, noNaN: true }).map((v) => v + 0)
  const key = fc.record({
    at: fc.record({ step: fc.integer({ min: 0, max: tens.steps }) }),
    value,
    easing: easings,
  })
  return fc.uniqueArray(key, { minLength: 1, maxLength: 6, selector: (k) => k.at.step })
}

/** Sound curricula with any of the lanes. */
export const curricula: fc.Arbitrary<Curriculum> = fc
  .record(Object.fromEntries(laneNames.map((lane) => [lane, keysOf(lane)])), { requiredKeys: [] })
  .map((lanes) => curriculumOf(lanes))
