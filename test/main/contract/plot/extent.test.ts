import { describe, expect, it } from 'vitest'
import { extentOf, timeUnit } from '../../../../src-main/contract/plot/extent.ts'

describe('contract/plot/extent', () => {
  it('ends an axis on round numbers around all values', () => {
    expect(extentOf([0.0355, 2.4])).toEqual([0, 2.5])
    expect(extentOf([0.71, 0.78])).toEqual([0.7, 0.78])
    expect(extentOf([])).toEqual([0, 1])
  })

  it('counts time by what leaves few digits', () => {
    expect(timeUnit(90)).toEqual({ unit: 1, sign: 's' })
    expect(timeUnit(1800)).toEqual({ unit: 60, sign: 'min' })
    expect(timeUnit(86_400)).toEqual({ unit: 3600, sign: 'h' })
  })
})
