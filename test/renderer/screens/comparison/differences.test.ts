// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { deltaOf, settingWords } from '../../../../src-renderer/screens/comparison/differences.ts'

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

  it('reads a lane as the values it passes', () => {
    const keys = JSON.stringify([{ value: 0 }, { value: 0.1 }, { value: 0.1 }])
    expect(settingWords('curriculum.lanes.epsilon', keys)).toBe('0 → 0.1')
  })

  it('shows what it does not know as it is', () => {
    expect(settingWords('optimiser', '{"kind":"sgd"}')).toBe('{"kind":"sgd"}')
    expect(settingWords('name', '"plain"')).toBe('plain')
    expect(settingWords('seed', '3')).toBe('3')
    expect(settingWords('curriculum.lanes.epsilon', 'null')).toBe('–')
    expect(settingWords('model', 'no JSON')).toBe('no JSON')
  })
})
