import { describe, expect, it } from 'vitest'
import { windowShare } from '../../../../../src-main/engine/attack/query/schedule.ts'

describe('engine/attack/query/schedule', () => {
  it.each([
    [0, 1],
    [10, 1],
    [11, 2],
    [50, 2],
    [51, 4],
    [200, 4],
    [201, 8],
    [500, 8],
    [501, 16],
    [1000, 16],
    [1001, 32],
    [2000, 32],
    [2001, 64],
    [4000, 64],
    [4001, 128],
    [6000, 128],
    [6001, 256],
    [8000, 256],
    [8001, 512],
    [50_000, 512],
  ])('after %i queries the share is 0.8 / %i, whatever the budget', (query, halved) => {
    expect(windowShare(query)).toBeCloseTo(0.8 / halved, 12)
  })
})
