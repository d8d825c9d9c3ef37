import '../../browser.ts'
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { runSpecSchema, type Equivariance } from '#contract'
import AppView from '../../../../src-renderer/App.svelte'
import {
  describeLayers,
  describeTurn,
  turnChart,
} from '../../../../src-renderer/screens/run/equivariance.ts'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../../fake-host.ts'

const layer = (name: string, error: number, group: 'trivial' | 'p4' = 'p4') => ({
  ...{ name, group, height: 13, width: 13, channels: 8, error, largest: 2 * error },
})
const reading: Equivariance = {
  ...{ step: 100, checkpointHash: 'h', measuredAt: 1, images: 64, isImported: false },
  layers: [layer('conv1', 2e-7), layer('conv2', 0.3), layer('logits', 0.1, 'trivial')],
  angles: [0, 45, 90, 180, 270].map((angle) => ({
    ...{ angle, change: angle === 45 ? 0.8 : 0.1, invariance: angle === 45 ? 0.25 : 0.9 },
  })),
}

describe('screens/run/equivariance', () => {
  it('names the first layer that does not turn with the image', () => {
    expect(describeLayers(reading)).toMatch(/change the logits.*“conv2”/)
  })

  it('says so where every layer does, and where only the last puts it right', () => {
    const exact = [layer('conv1', 1e-7), layer('logits', 1e-7, 'trivial')]
    expect(describeLayers({ ...reading, layers: exact })).toMatch(/^Every layer turns/)
    const late = [layer('conv1', 0.2), layer('logits', 1e-7, 'trivial')]
    expect(describeLayers({ ...reading, layers: late })).toMatch(/leave the logits.*“conv1”/)
    expect(describeLayers({ ...reading, layers: null })).toMatch(/not square/)
    expect(describeLayers({ ...reading, isImported: true })).toMatch(/only the logits are known/)
  })

  it('draws a full turn that ends where it began, and tells it in words', () => {
    const { curves, x } = turnChart(reading)
    expect(curves[0].points[0].y).toBe(curves[0].points.at(-1)?.y)
    expect([x.min, x.max]).toEqual([0, curves[0].points.at(-1)?.x])
    expect(describeTurn(reading)).toMatch(/0\.100 at 90°.*at most 0\.800, at 45°, where 0\.250/)
  })
})

let app: App | undefined
afterEach(() => app?.close())

const spec = runSpecSchema.parse({
  version: 1,
  dataset: { source: { kind: 'digits' }, train: 100, test: 100 },
  ...{ model: { architecture: 'p4-cnn-small' }, epochs: 1, batchSize: 10, curriculum: {} },
  evaluation: { version: 1, name: 'clean', subset: { count: 100 }, plans: [] },
})

/** The page of a finished run with a checkpoint, on a host that keeps the readings it is asked for. */
function openRun(): FakeHost {
  const run = summary({ state: 'finished', step: 100, finishedAt: 5 })
  const host = new FakeHost(run)
  const kept: Equivariance[] = []
  host.answers.set('system.status', () => ({
    ...{ version: '0', dataFolder: '/d', databaseBytes: 0 },
    ...{ runs: 1, running: 0, waiting: 0, engine: 'onnx' },
  }))
  host.answers.set('runs.get', () => ({
    ...{ summary: run, spec, stepsPerEpoch: 40, datasetHash: null, engine: null },
    ...{ weightsHash: null, imported: null, evaluations: [], equivariance: [...kept] },
    ...{ notes: '', labels: [], forks: [], repeat: { exact: null, reasons: [] } },
    checkpoints: [{ step: 100, hash: 'abcdef', bytes: 10, savedAt: 1, present: true }],
  }))
  host.answers.set('models.equivariance', () => {
    kept.push(reading)
    return reading
  })
  localStorage.clear()
  window.location.hash = '#/runs/run-1'
  app = new App(host.door, window)
  render(AppView, { app })
  return host
}

describe('screens/run/EquivariancePanel', () => {
  it('measures when told to, and shows every layer with what stands out', async () => {
    const host = openRun()
    await fireEvent.click(await screen.findByRole('button', { name: 'Measure' }))
    const table = await screen.findByRole('table', { name: /How far each layer/ })
    expect(host.calls.find(({ name }) => name === 'models.equivariance')?.input).toEqual({
      run: 'run-1',
    })
    const rows = within(table).getAllByRole('row').slice(1)
    expect(rows.map((row) => row.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^conv1 ?P4 ?13 × 13 × 8 ?2\.0e-7/),
      expect.stringMatching(/^conv2 ?P4.*3\.0e-1/),
      expect.stringMatching(/^logits ?planar/),
    ])
    expect(screen.queryByRole('button', { name: 'Measure' })).toBeNull()
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } }
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([])
  })

  it('says why a reading was refused, and offers it again', async () => {
    const host = openRun()
    host.refusals.set('models.equivariance', 'The checkpoint is damaged.')
    await fireEvent.click(await screen.findByRole('button', { name: 'Measure' }))
    expect(await screen.findByText('The checkpoint is damaged.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Measure' })).toBeTruthy()
  })
})
