// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { OverlayRequest } from '#contract'
import {
  chartWidth,
  overlayQuestion,
  Overlays,
} from '../../../../src-renderer/screens/comparison/overlays.ts'

const view = { over: 'step', smoothing: 0, band: 'none' } as const
const of = (metric: string, width: number) =>
  [
    metric,
    overlayQuestion(metric, { groups: [['a'], ['b', 'c']], view, zoom: null, width }),
  ] as const

function recorded() {
  const asked: OverlayRequest[] = []
  const overlays = new Overlays(async (request) => {
    asked.push(request)
    return { domain: [0, asked.length], curves: [] }
  })
  return { overlays, asked }
}

describe('screens/comparison/overlays', () => {
  it('gives a chart the answer that was asked for ahead, once', async () => {
    const { overlays, asked } = recorded()
    overlays.begin(...of('loss', 540))
    expect(await overlays.ask(...of('loss', 590))).toMatchObject({ domain: [0, 1] })
    expect(asked).toHaveLength(1)
    expect(await overlays.ask(...of('loss', 590))).toMatchObject({ domain: [0, 2] })
  })

  it('asks anew for another width, and forgets what was guessed wrong', async () => {
    const { overlays, asked } = recorded()
    overlays.begin(...of('loss', 540))
    await overlays.ask(...of('loss', 840))
    await overlays.ask(...of('loss', 540))
    expect(asked.map(({ pixels }) => pixels)).toEqual([600, 900, 600])
  })

  it('keeps metrics apart, and says what is zoomed to', () => {
    const { overlays, asked } = recorded()
    overlays.begin(...of('loss', 540))
    void overlays.ask(...of('cleanAccuracy', 540))
    expect(asked.map(({ metric }) => metric)).toEqual(['loss', 'cleanAccuracy'])
    const zoomed = overlayQuestion('loss', { groups: [['a']], view, zoom: [3, 9], width: 20 })
    expect(JSON.parse(zoomed)).toMatchObject({ from: 3, to: 9, pixels: 100 })
  })

  it.each([
    [1210, 2, 605],
    [1210, 4, 1210 / 3],
    [700, 2, 700],
    [200, 1, 200],
  ])('gives charts in %d px, %d of them, %d px each', (room, charts, width) => {
    expect(chartWidth(room, charts)).toBe(width)
  })
})
