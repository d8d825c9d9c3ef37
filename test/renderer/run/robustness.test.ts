// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type CurveScore, type Evaluation } from '#contract'
import { describeCurves, ownCurve, withClean } from '../../../src-renderer/run/index.ts'

const spec = (epsilon: number) =>
  runSpecSchema.parse({
    version: 1,
    dataset: { source: { kind: 'digits' }, train: 64, test: 16 },
    model: { architecture: 'std-cnn' },
    epochs: 1,
    batchSize: 16,
    curriculum: {
      lanes: {
        epsilon: [
          { at: { step: 0 }, value: 0 },
          { at: { step: 2 }, value: epsilon },
        ],
      },
    },
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
  })

const point = (value: number, accuracy: number) => ({
  value,
  accuracy,
  interval: [accuracy - 0.05, accuracy + 0.05] as [number, number],
  invariance: accuracy,
})

const overEpsilon: CurveScore = {
  over: 'epsilon',
  label: 'PGD-10 L∞',
  climbs: 'label',
  points: [point(0.2, 0.4), point(0.1, 0.7)],
  rises: [],
}

const evaluation = {
  plans: [{ family: 'clean', accuracy: 0.95, interval: [0.9, 0.98] }],
} as unknown as Evaluation

describe('run/robustness', () => {
  it('begins a curve over epsilon at the clean accuracy', () => {
    const chart = ownCurve(withClean(overEpsilon, evaluation), spec(0.1))
    const accuracy = chart.curves[0]?.points ?? []
    expect(accuracy.map(({ x, y }) => [x, y])).toEqual([
      [0, 0.95],
      [0.1, 0.7],
      [0.2, 0.4],
    ])
  })

  it('leaves curves over angles as they were measured', () => {
    const overRotation: CurveScore = { ...overEpsilon, over: 'rotation' }
    expect(withClean(overRotation, evaluation)).toBe(overRotation)
  })

  it('marks how far training went, where the chart goes that far', () => {
    const marksOf = (epsilon: number) => ownCurve(overEpsilon, spec(epsilon)).marks
    expect(marksOf(0.1)).toEqual([{ x: 0.1, label: 'trained to here' }])
    expect(marksOf(0.3)).toEqual([])
    expect(marksOf(0)).toEqual([])
  })

  it('says where each curve begins and ends', () => {
    const words = describeCurves(ownCurve(overEpsilon, spec(0.1)))
    expect(words).toContain('accuracy 0.700 at 0.1, 0.400 at 0.2')
  })
})
