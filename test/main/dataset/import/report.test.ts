import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportOn } from '#dataset'
import { statistics } from '../../../../src-main/dataset/import/report.ts'

const shape = { height: 1, width: 2, channels: 1 }
const classes = ['a', 'b', 'c']

describe('dataset/import/report', () => {
  it('counts classes, repetitions inside and between the parts, and conflicting labels', () => {
    const train = {
      // Three times the same image, once with another label; and one alone.
      images: Uint8Array.of(1, 1, 1, 1, 2, 2, 1, 1),
      labels: Uint8Array.of(0, 0, 1, 2),
    }
    const test = { images: Uint8Array.of(2, 2, 3, 3, 3, 3), labels: Uint8Array.of(1, 0, 0) }
    const report = reportOn({ shape, classes, parts: [train, test] })
    expect(report).toMatchObject({
      parts: [
        { part: 'train', count: 4, classCounts: [2, 1, 1], duplicates: 2 },
        { part: 'test', count: 3, classCounts: [2, 1, 0], duplicates: 1 },
      ],
      between: 1,
      conflicting: 1,
    })
  })

  it('does not take a shared prefix for a duplicate', () => {
    const part = { images: Uint8Array.of(1, 2, 1, 3), labels: Uint8Array.of(0, 1) }
    expect(reportOn({ shape, classes, parts: [part] })).toMatchObject({
      parts: [{ part: 'all', duplicates: 0 }],
      between: 0,
      conflicting: 0,
    })
  })

  it('has the mean and standard deviation that their definition gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 60 }), (bytes) => {
        const images = bytes.subarray(0, bytes.length - (bytes.length % 3))
        const found = statistics(images, 3)
        for (const channel of [0, 1, 2]) {
          const values = [...images].filter((_, i) => i % 3 === channel).map((byte) => byte / 255)
          const mean = values.reduce((sum, v) => sum + v, 0) / values.length
          const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length
          expect(found[channel].mean).toBeCloseTo(mean, 12)
          expect(found[channel].sd).toBeCloseTo(Math.sqrt(variance), 12)
        }
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})
