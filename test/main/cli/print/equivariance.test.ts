import { describe, expect, it } from 'vitest'
import { formatEquivariance } from '../../../../src-main/cli/print/equivariance.ts'

const reading = {
  ...{ step: 8, checkpointHash: 'h', measuredAt: 1, images: 64, isImported: false },
  layers: [
    {
      name: 'conv1',
      group: 'p4' as const,
      height: 13,
      width: 13,
      channels: 8,
      error: 2e-7,
      largest: 3e-7,
    },
    {
      name: 'logits',
      group: 'trivial' as const,
      height: 1,
      width: 1,
      channels: 10,
      error: 0.42,
      largest: 0.5,
    },
  ],
  angles: [
    { angle: 0, change: 0, invariance: 1 },
    { angle: 15, change: 0.25, invariance: 0.5 },
  ],
}

describe('cli/print/equivariance', () => {
  it('has a row a layer and a row an angle', () => {
    const text = formatEquivariance(reading)
    expect(text).toMatch(/step 8, on 64 test images/)
    expect(text).toMatch(/conv1 +P4 +13 × 13 × 8 +2\.0e-7 +3\.0e-7/)
    expect(text).toMatch(/logits +planar +1 × 1 × 10 +4\.2e-1 +5\.0e-1/)
    expect(text).toMatch(/15° +0\.250 +50\.0 %/)
  })

  it('says why there are no quarter turns, and of what only the logits are known', () => {
    expect(formatEquivariance({ ...reading, layers: null })).toMatch(/not square/)
    expect(formatEquivariance({ ...reading, isImported: true })).toMatch(/only the logits/)
  })
})
