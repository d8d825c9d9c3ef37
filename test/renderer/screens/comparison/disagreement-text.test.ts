// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { DisagreementRequest, Disagreements } from '#contract'
import {
  allDisagreements,
  disagreementText,
} from '../../../../src-renderer/screens/comparison/disagreement-text.ts'

const image = (index: number): Disagreements['images'][number] => ({
  ...{ index, label: 7, clean: '' },
  answers: [
    { prediction: 1, agreeing: 2, runs: 3 },
    { prediction: 7, agreeing: 3, runs: 3 },
  ],
})
const found = (images: Disagreements['images'], total = images.length): Disagreements => ({
  ...{ groups: ['a', 'b'], total, count: 500, shape: null, classes: [], images },
})
const nameOf = (id: string): string => ({ a: 'plain', b: 'both, at once' })[id] ?? id

describe('screens/comparison/disagreement-text', () => {
  it('asks until it has every image, and no longer where the host has no more', async () => {
    const all = Array.from({ length: 230 }, (_, i) => image(i))
    const asked: number[] = []
    const host =
      (total: number) =>
      async ({ offset, limit }: DisagreementRequest) => {
        asked.push(offset)
        return found(all.slice(offset, offset + limit), total)
      }
    const request = { groups: [['a'], ['b']], family: 'spatial' as const }
    expect((await allDisagreements(host(230), request)).images).toEqual(all)
    expect(asked).toEqual([0, 100, 200])
    expect((await allDisagreements(host(400), request)).images).toHaveLength(230)
  })

  it('has each number by itself in CSV, and counts where not all say so elsewhere', () => {
    const one = found([image(12)])
    expect(disagreementText(one, nameOf, 'csv').split('\n')).toEqual([
      'image,label,plain,plain agreeing,plain runs,"both, at once","both, at once agreeing","both, at once runs"',
      '12,7,1,2,3,7,3,3',
      '',
    ])
    expect(disagreementText(one, nameOf, 'markdown')).toContain('| 12 | 7 | 1 (2/3) | 7 |')
    expect(disagreementText(one, nameOf, 'latex')).toContain('1 (2/3)')
  })
})
