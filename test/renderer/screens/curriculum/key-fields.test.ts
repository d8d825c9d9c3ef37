// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  easingName,
  easingOf,
  readPosition,
  readValue,
} from '../../../../src-renderer/screens/curriculum/key-fields.ts'

const extent = { steps: 200, stepsPerEpoch: 20 }

describe('screens/curriculum/key-fields', () => {
  it('takes epsilon as a fraction or a decimal and refuses a bare 8', () => {
    expect(readValue('epsilon', '8/255', 'linf')).toBe(8 / 255)
    expect(readValue('epsilon', '0.0314', 'linf')).toBe(0.0314)
    expect(readValue('epsilon', '8', 'linf')).toContain('did you mean 8/255 = 0.0314?')
    expect(readValue('epsilon', '8', 'l2')).toBe(8)
    expect(readValue('rotation', '-30', 'linf')).toContain('did you mean 30?')
    expect(readValue('epsilon', 'eight', 'linf')).toContain('write 8/255')
  })

  it('keeps positions inside the run', () => {
    expect(readPosition('epoch', '2.5', extent)).toEqual({ epoch: 2.5 })
    expect(readPosition('step', '1,00', extent)).toEqual({ step: 100 })
    expect(readPosition('epoch', '11', extent)).toEqual({ epoch: 11 })
    expect(readPosition('epoch', '11.5', extent)).toContain('write 1 to 11')
    expect(readPosition('epoch', '0', extent)).toContain('outside the run')
    expect(readPosition('step', '2.5', extent)).toContain('not whole')
  })

  it('names its easings and no others', () => {
    expect(easingName(easingOf('ease in'))).toBe('ease in')
    expect(easingName({ bezier: [0.1, 0.2, 0.3, 0.4] })).toBeUndefined()
  })
})
