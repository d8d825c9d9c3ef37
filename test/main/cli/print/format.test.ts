import { describe, expect, it } from 'vitest'
import {
  count,
  formatBytes,
  formatDuration,
  formatInterval,
  formatShare,
} from '../../../../src-main/cli/print/format.ts'

describe('cli/print/format', () => {
  it('writes shares as percentages, and what was not measured as a dash', () => {
    expect([formatShare(0.9642), formatShare(0), formatShare(null)]).toEqual([
      '96.4 %',
      '0.0 %',
      '–',
    ])
    expect(formatInterval(0.5, [0.404, 0.596])).toBe('50.0 % [40.4, 59.6]')
  })

  it('writes durations as a person says them', () => {
    expect([8.4, 59.6, 200, 7500].map(formatDuration)).toEqual([
      '8 s',
      '1 min 0 s',
      '3 min 20 s',
      '2 h 5 min',
    ])
  })

  it('writes bytes in powers of 1024', () => {
    expect([0, 512, 1536, 1024 ** 3].map(formatBytes)).toEqual([
      '0 B',
      '512 B',
      '1.5 KiB',
      '1.0 GiB',
    ])
  })

  it('counts in singular and plural', () => {
    expect([count(1, 'thread'), count(2, 'thread')]).toEqual(['1 thread', '2 threads'])
  })
})
