import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OverlayRequest } from '#contract'
import { openStore, type WritableStore } from '#store'
import { overlayMetrics } from '../../../../src-main/host/comparison/index.ts'
import { newRun } from '../../store/new-run.ts'

let folder: string
let store: WritableStore

/** A run whose loss at each step is given. */
function recorded(id: string, loss: (step: number) => number, steps: number): number {
  const { number } = store.runs.add(newRun(id))
  store.transaction(() => {
    for (let step = 1; step <= steps; step++) metric(number, 'loss', step, loss(step))
  })
  return number
}

function metric(run: number, name: string, step: number, value: number): void {
  store.metrics.add(run, { name, step, value, seq: store.runs.nextSeq(run) })
}

const overlay = (change: Partial<OverlayRequest>) =>
  overlayMetrics(
    { store },
    {
      ...{ groups: [['a']], metric: 'loss', over: 'step', pixels: 100 },
      ...{ smoothing: 0, band: 'sd', ...change },
    },
  )

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-overlay-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('host/comparison/overlay', () => {
  it('answers no more than the plot can show, and no spike is lost', () => {
    recorded('a', (step) => (step === 1234 ? 99 : Math.sin(step)), 2000)
    const { domain, curves } = overlay({})
    expect(domain).toEqual([0, 2000])
    expect(curves[0]?.x.length).toBeLessThanOrEqual(204)
    expect(Math.max(...(curves[0]?.y ?? []))).toBe(99)
    const near = overlay({ from: 1200, to: 1250 }).curves[0]
    expect(near?.x).toEqual(Array.from({ length: 53 }, (_, i) => 1199 + i))
  })

  it('gives the mean over a group with the band asked for, and says of how many', () => {
    recorded('a', () => 1, 4)
    recorded('b', () => 3, 3)
    const [curve] = overlay({ groups: [['a', 'b']] }).curves
    expect(curve).toMatchObject({ group: 'a', count: 2, x: [1, 2, 3, 4], y: [2, 2, 2, 1] })
    // Two values one apart from their mean: sd √2. Where one run alone is left the band closes.
    const above = expect.closeTo(2 + Math.SQRT2, 4) as number
    expect(curve?.high).toEqual([above, above, above, 1])
    expect(overlay({ groups: [['a', 'b']], band: 'range' }).curves[0]?.low).toEqual([1, 1, 1, 1])
    expect(overlay({ groups: [['a', 'b']], band: 'none' }).curves[0]?.low).toBeNull()
  })

  it('sends the raw line beside a smoothed one', () => {
    recorded('a', (step) => (step % 2 === 0 ? 1 : 0), 50)
    const [curve] = overlay({ smoothing: 0.9 }).curves
    expect(curve?.raw?.y.slice(0, 4)).toEqual([0, 1, 0, 1])
    expect(curve?.y.at(-1)).toBeGreaterThan(0.4)
    expect(curve?.y.at(-1)).toBeLessThan(0.6)
    expect(overlay({}).curves[0]?.raw).toBeNull()
  })

  it('draws over epochs and over how hard training was', () => {
    const run = recorded('a', (step) => step, 8)
    const quarters = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => step / 4)
    expect(overlay({ over: 'epoch' }).curves[0]?.x).toEqual(quarters)
    metric(run, 'setting.epsilon', 1, 0)
    metric(run, 'setting.epsilon', 5, 0.1)
    const [curve] = overlay({ over: 'epsilon' }).curves
    expect(curve).toMatchObject({ x: [0, 0.1], y: [2.5, 6.5], low: [1, 5], high: [4, 8] })
  })

  it('leaves out who has no such metric or no clock', () => {
    recorded('a', () => 1, 3)
    expect(overlay({ metric: 'none' })).toEqual({ domain: null, curves: [] })
    expect(overlay({ over: 'wall' }).curves).toEqual([])
  })
})
