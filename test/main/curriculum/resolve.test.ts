import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  epochOf,
  extentOf,
  lintCurriculum,
  parseCurriculum,
  positionLike,
  resolveCurriculum,
  settingsAt,
  stepOf,
  type Keyframe,
  type Position,
} from '#curriculum'
import { curriculumOf, keyAtStep, tens } from './curricula.ts'

describe('curriculum/extent', () => {
  it('counts every batch of an epoch, the short one too', () => {
    expect(extentOf({ epochs: 5, batchSize: 64, train: 8000 })).toEqual({
      steps: 625,
      stepsPerEpoch: 125,
    })
    const replayed = extentOf({ epochs: 2, batchSize: 64, train: 100, replays: 8 })
    expect(replayed).toEqual({ steps: 32, stepsPerEpoch: 16 })
    expect(extentOf({ epochs: 2, batchSize: 64, train: 100 })).toEqual({
      steps: 4,
      stepsPerEpoch: 2,
    })
  })

  it('starts epoch e at step (e − 1) · stepsPerEpoch', () => {
    expect([1, 2, 1.5, 11].map((epoch) => stepOf({ epoch }, tens))).toEqual([0, 10, 5, 100])
    expect([0, 9, 10, 99].map((step) => epochOf(step, tens))).toEqual([1, 1, 2, 10])
  })

  it('puts a share of 0 at the first step and 1 at the end', () => {
    expect([0, 0.25, 1].map((share) => stepOf({ share }, tens))).toEqual([0, 25, 100])
  })

  it('writes a step in any unit and reads the same step again', () => {
    const units: Position[] = [{ step: 0 }, { epoch: 1 }, { share: 0 }]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (stepsPerEpoch, epochs, part) => {
          const extent = { stepsPerEpoch, steps: stepsPerEpoch * epochs }
          const step = Math.round(part * extent.steps)
          for (const unit of units) {
            expect(stepOf(positionLike(unit, step, extent), extent)).toBe(step)
          }
        },
      ),
      { seed: 1 },
    )
  })
})

describe('curriculum/lint', () => {
  const said = (lanes: Parameters<typeof curriculumOf>[0], norm: 'linf' | 'l2' = 'linf') =>
    lintCurriculum(curriculumOf(lanes), tens, norm).map(({ place, message }) => [place, message])

  it.each<[string, Parameters<typeof curriculumOf>[0], string, RegExp]>([
    [
      'an ε of 8',
      { epsilon: [keyAtStep(0, 0), keyAtStep(9, 8)] },
      'curriculum.lanes.epsilon[1].value',
      /^epsilon is 8: .*did you mean 8\/255 = 0\.0314\?$/,
    ],
    [
      'a negative rotation',
      { rotation: [keyAtStep(0, -30)] },
      'curriculum.lanes.rotation[0].value',
      /^rotation is -30: .*did you mean 30\?$/,
    ],
    [
      'a translation beyond the lane',
      { translation: [keyAtStep(0, 65)] },
      'curriculum.lanes.translation[0].value',
      /^translation is 65; 0 to 64 belongs here$/,
    ],
    [
      'a share of 2',
      { spatialShare: [keyAtStep(0, 2)] },
      'curriculum.lanes.spatialShare[0].value',
      /^spatialShare is 2; 0 to 1 belongs here$/,
    ],
    [
      'half an attack step',
      { attackSteps: [keyAtStep(0, 2.5)] },
      'curriculum.lanes.attackSteps[0].value',
      /^attackSteps is 2\.5; a whole number belongs here$/,
    ],
    [
      'two keys on one step',
      { rotation: [keyAtStep(10, 1), { at: { epoch: 2 }, value: 2, easing: 'hold' }] },
      'curriculum.lanes.rotation[1].at',
      /^is step 10, where rotation\[0\] already is/,
    ],
    [
      'a key beyond the end, in epochs',
      { rotation: [{ at: { epoch: 75 }, value: 2, easing: 'hold' }] },
      'curriculum.lanes.rotation[0].at',
      /^epoch 75 is beyond the end: the run has 10 epochs \(100 steps\); its end is epoch 11$/,
    ],
    [
      'a key beyond the end, in steps',
      { rotation: [keyAtStep(101, 2)] },
      'curriculum.lanes.rotation[0].at',
      /^step 101 is beyond the end: the run has 10 epochs \(100 steps\); its end is step 100$/,
    ],
  ])('refuses %s', (_, lanes, place, sentence) => {
    expect(said(lanes)).toEqual([[place, expect.stringMatching(sentence)]])
  })

  it('takes a key on the very end, where a ramp may lead', () => {
    expect(said({ rotation: [keyAtStep(0, 0, 'linear'), keyAtStep(100, 60)] })).toEqual([])
  })

  it('takes an L2 radius beyond 1', () => {
    expect(said({ epsilon: [keyAtStep(0, 2)] }, 'l2')).toEqual([])
    expect(said({ epsilon: [keyAtStep(0, 2)] })).toHaveLength(1)
  })

  const stage = (name: string, from: number, to: number) => ({
    name,
    from: { step: from },
    to: { step: to },
  })
  it.each([
    [
      'a stage beyond the end',
      [stage('late', 50, 120)],
      'curriculum.stages[0].to: stage "late": step 120 is beyond the end',
    ],
    [
      'a stage that ends before it starts',
      [stage('turned', 50, 50)],
      'curriculum.stages[0].to: stage "turned" ends at step 50, not after its start 50',
    ],
    [
      'stages that overlap',
      [stage('a', 0, 50), stage('b', 49, 100)],
      'curriculum.stages[1]: stage "b" [49, 100) overlaps "a" [0, 50); stages follow each other',
    ],
  ])('refuses %s', (_, stages, sentence) => {
    expect(() => resolveCurriculum({ ...curriculumOf({}), stages }, tens)).toThrowError(sentence)
  })

  it('lets stages touch', () => {
    const stages = [stage('a', 0, 50), stage('b', 50, 100)]
    expect(lintCurriculum({ ...curriculumOf({}), stages }, tens)).toEqual([])
  })
})

describe('curriculum/resolve', () => {
  it('throws the first problem and counts the others', () => {
    const lanes = { epsilon: [keyAtStep(0, 8)], rotation: [keyAtStep(0, -1), keyAtStep(0, 1)] }
    expect(() => resolveCurriculum(curriculumOf(lanes), tens)).toThrowError(
      expect.objectContaining({
        code: 'spec.invalid',
        place: 'curriculum.lanes.epsilon[0].value',
        message: expect.stringMatching(/\(and 2 more problems\)$/) as string,
      }),
    )
  })

  it('turns every unit into steps and sorts the keys', () => {
    const epsilon: Keyframe[] = [
      { at: { share: 0.5 }, value: 0.3, easing: 'hold' },
      { at: { epoch: 3 }, value: 0.2, easing: 'linear' },
      keyAtStep(0, 0.1),
    ]
    const { lanes } = resolveCurriculum(curriculumOf({ epsilon }), tens)
    expect(lanes.epsilon?.map(({ step, value }) => [step, value])).toEqual([
      [0, 0.1],
      [20, 0.2],
      [50, 0.3],
    ])
  })

  it('leaves a muted lane out, so that its default holds, and still checks its keys', () => {
    const rotation = [keyAtStep(0, 45)]
    const muted = { ...curriculumOf({ rotation }), muted: ['rotation' as const] }
    expect(settingsAt(resolveCurriculum(muted, tens), 50).rotation).toBe(0)
    const wrong = { ...muted, lanes: { rotation: [keyAtStep(0, 999)] } }
    expect(() => resolveCurriculum(wrong, tens)).toThrowError('lanes.rotation[0].value')
  })

  it('leaves the document it was given alone', () => {
    const curriculum = curriculumOf({ epsilon: [keyAtStep(9, 0.1), keyAtStep(3, 0.2)] })
    const before = structuredClone(curriculum)
    resolveCurriculum(curriculum, tens)
    expect(curriculum).toEqual(before)
  })
})

describe('curriculum/parse', () => {
  it('suggests the lane that was meant', () => {
    expect(() => parseCurriculum({ lanes: { rotaton: [] } })).toThrowError(
      'lanes: unknown field "rotaton"; did you mean "rotation"?',
    )
  })

  it('says how a position is written', () => {
    const key = { at: 3, value: 0 }
    expect(() => parseCurriculum({ lanes: { epsilon: [key] } })).toThrowError(
      'lanes.epsilon[0].at: is 3; one of {"step": …}, {"epoch": …}, {"share": …} belongs here',
    )
  })
})
