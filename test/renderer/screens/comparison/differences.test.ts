// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { runSpecSchema, type Keyframe } from '#contract'
import {
  deltaOf,
  laneInWords,
  settingRows,
} from '../../../../src-renderer/screens/comparison/differences.ts'

const spec = (epsilon: Keyframe[]) =>
  runSpecSchema.parse({
    version: 1,
    dataset: { source: { kind: 'digits' }, train: 64, test: 16 },
    model: { architecture: 'std-cnn' },
    epochs: 1,
    batchSize: 16,
    curriculum: { lanes: { epsilon } },
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
  })

describe('screens/comparison/differences', () => {
  it('says better and worse by arrow and sign', () => {
    expect(deltaOf(0.62, 0.58)).toEqual({ way: 'better', arrow: '▲ ', text: '+.040' })
    expect(deltaOf(0.01, 0.58)).toEqual({ way: 'worse', arrow: '▼ ', text: '−.570' })
  })

  it('calls a change below the last digit shown none', () => {
    expect(deltaOf(0.5801, 0.58)?.way).toBe('equal')
  })

  it('says nothing where either was not measured', () => {
    expect([deltaOf(null, 0.5), deltaOf(0.5, undefined)]).toEqual([null, null])
  })

  it('reads a lane as the values it passes and where', () => {
    const keys = [
      { at: { step: 0 }, value: 0, easing: 'linear' as const },
      { at: { share: 0.5 }, value: 0.1, easing: 'hold' as const },
      { at: { epoch: 4 }, value: 0.2, easing: 'hold' as const },
    ]
    expect(laneInWords('epsilon', keys)).toBe('0 → 0.1 at 50 % → 0.2 at epoch 4')
    expect(laneInWords('epsilon', [])).toBe('–')
  })

  it('tells a lane in one row, however many of its keys differ', () => {
    const differences = [
      { path: 'curriculum.lanes.epsilon[0].value', values: ['0', '0.1'] },
      { path: 'curriculum.lanes.epsilon[1].value', values: ['0.1', '0.2'] },
      { path: 'curriculum.name', values: ['"a"', '"b"'] },
      { path: 'seed', values: ['0', '1'] },
      { path: 'engine', values: ['"onnx"', '—'] },
    ]
    const lane = (value: number) => ({ at: { step: 0 }, value, easing: 'hold' as const })
    const specs = [spec([lane(0)]), spec([lane(0.1)])]
    expect(settingRows(differences, specs)).toEqual([
      { title: 'Curriculum, Radius ε', values: ['0', '0.1'] },
      { title: 'seed', values: ['0', '1'] },
      { title: 'engine', values: ['onnx', '—'] },
    ])
    expect(settingRows(differences, []).map(({ title }) => title)).toContain(
      'curriculum.lanes.epsilon[0].value',
    )
  })
})
