import { describe, expect, it } from 'vitest'
import type { DatasetEntry } from '#contract'
import { emptyDraft, toldOf } from '../../../src-renderer/exchange/model-form.ts'

const entry = (kind: DatasetEntry['kind'], channels: number): DatasetEntry => ({
  ...{ name: 'photos', kind, count: 10, parts: null, classes: 10, hash: '', bytes: 1, base: null },
  shape: { height: 32, width: 32, channels },
})
const photos = entry('examples', 3)
const normalised = (mean: string, deviation: string) =>
  ({ ...emptyDraft, pixels: 'normalised', mean, deviation }) as const

describe('exchange/model-form', () => {
  it('names the images, and leaves the rest to the file', () => {
    expect(toldOf(emptyDraft, entry('shipped', 1))).toEqual({
      dataset: { source: { kind: 'digits' }, seed: 0 },
    })
    expect(toldOf({ ...emptyDraft, name: ' mine ' }, photos)).toEqual({
      name: 'mine',
      dataset: { source: { kind: 'stored', name: 'photos' }, seed: 0 },
    })
  })

  it('reads a number for all channels, or one a channel', () => {
    expect(toldOf(normalised('0.5', '.25'), photos)).toMatchObject({
      normalisation: { mean: [0.5], standardDeviation: [0.25] },
    })
    expect(toldOf(normalised('0.49, 0.48; 0.44', '0.2 0.2 0.3'), photos)).toMatchObject({
      normalisation: { mean: [0.49, 0.48, 0.44], standardDeviation: [0.2, 0.2, 0.3] },
    })
  })

  it.each([
    ['0.5, 0.5', '1', /^Mean “0\.5, 0\.5”: one number, or 3, belong/],
    ['', '1', /^Mean “”/],
    ['a', '1', /^Mean “a”/],
    ['127.5', '1', /127\.5 of 255 is 0\.5/],
    ['0.5', '0', /^Standard deviation “0”: it is above 0/],
    ['0.5', 'no', /^Standard deviation “no”: one number/],
  ])('says what is wrong with mean %j and deviation %j', (mean, deviation, words) => {
    expect(toldOf(normalised(mean, deviation), photos)).toMatch(words)
  })
})
