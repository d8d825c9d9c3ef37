// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatPlural,
  formatShare,
  formatSpread,
} from '../../../src-renderer/wording/index.ts'

describe('wording/numbers', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [65, '1 min 5 s'],
    [6720, '1 h 52 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [2_400_000, '2.4 MB'],
    [212_000_000, '212 MB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('writes a share that was not measured as a dash', () => {
    expect([formatShare(null), formatShare(undefined), formatShare(0)]).toEqual(['–', '–', '0.000'])
  })

  it('writes half the width of an interval', () => {
    expect(formatSpread([0.93, 0.954])).toBe('.012')
  })

  it('writes numbers of any size in few digits', () => {
    expect([0, 0.001, 12480, -3.5, 0.00001].map(formatNumber)).toEqual([
      '0',
      '0.001',
      '12,480',
      '−3.5',
      '1.0e−5',
    ])
  })

  it('counts in words', () => {
    expect([formatPlural(1, 'run'), formatPlural(1200, 'run')]).toEqual(['1 run', '1,200 runs'])
  })
})
