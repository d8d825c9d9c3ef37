import '../browser.ts'
import { cleanup, render, screen, within } from '@testing-library/svelte'
import { flushSync, tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runSpecSchema } from '#contract'
import AppView from '../../../src-renderer/App.svelte'
import { Refusal } from '../../../src-renderer/client/refusal.ts'
import { App } from '../../../src-renderer/state/index.ts'
import { FakeHost, scores, summary } from '../fake-host.ts'

const spec = runSpecSchema.parse({
  version: 1,
  name: 'plain',
  dataset: { source: { kind: 'digits' }, train: 640, test: 16 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 16,
  curriculum: { lanes: { epsilon: [{ at: { step: 0 }, value: 0.1 }] } },
  evaluation: { version: 1, name: 'quick', subset: { count: 1 }, plans: [] },
})

const patience = { timeout: 20_000 }

let app: App | undefined

function open(host: FakeHost, hash = '#/'): App {
  window.location.hash = hash
  localStorage.clear()
  app = new App(host.door, window)
  render(AppView, { app })
  return app
}

async function click(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name })
  button.click()
  await tick()
}

function hostWithStudy(...runs: ReturnType<typeof summary>[]): FakeHost {
  const host = new FakeHost(...runs)
  const status = { version: '0', dataFolder: '/d', databaseBytes: 1000, running: 0, waiting: 0 }
  host.answers.set('system.status', () => ({ ...status, runs: host.runs.size, engine: 'onnx' }))
  host.answers.set('studies.sample', () => ({
    name: 'A study',
    question: 'What does robustness cost?',
    specs: [spec],
    runs: [...host.runs.values()],
  }))
  host.answers.set('studies.startSample', () => {
    const run = summary({ state: 'running', activity: 'training', step: 3 })
    host.runs.set(run.id, run)
    return { runs: [run.id] }
  })
  host.answers.set('runs.get', ({ run }: { run: string }) => ({
    summary: host.runs.get(run),
    spec,
    stepsPerEpoch: 40,
    datasetHash: null,
    engine: null,
    weightsHash: null,
    checkpoints: [],
    imported: null,
    notes: '',
    labels: [],
    forks: [],
    repeat: { exact: null, reasons: [] },
    equivariance: [],
    evaluations: [],
  }))
  return host
}

describe('frame/app', () => {
  beforeEach(() => document.documentElement.removeAttribute('data-theme'))
  afterEach(() => app?.close())

  it('runs the study with one button and then shows its progress', async () => {
    const host = hostWithStudy()
    open(host)
    await click('Run the study')
    await screen.findByRole('progressbar', { name: 'Progress of plain' })
    expect(host.calls.map(({ name }) => name)).toContain('studies.startSample')
    expect(screen.queryByRole('button', { name: 'Run the study' })).toBeNull()
  })

  it('shows the host’s sentence when it refuses', async () => {
    const host = hostWithStudy()
    open(host)
    await screen.findByRole('button', { name: 'Run the study' })
    host.refusals.set('studies.startSample', 'The data folder “/d” is full.')
    await click('Run the study')
    const messages = screen.getByRole('log', { name: 'Messages' })
    await within(messages).findByText('The data folder “/d” is full.')
  })

  it('says when the connection is lost and when it is back', async () => {
    const host = hostWithStudy()
    open(host)
    host.enter({ kind: 'lost', retryMs: 1 })
    await screen.findByText(/connection to the host is lost/)
    expect(screen.getByText('No connection to the host')).toBeTruthy()
    expect(screen.queryByText(/^Queue:/)).toBeNull()
    // Trying again is no connection yet.
    host.enter({ kind: 'connecting' })
    await tick()
    expect(screen.getByText(/connection to the host is lost/)).toBeTruthy()
    host.enter({ kind: 'open' })
    await vi.waitFor(() => expect(screen.queryByText(/connection to the host is lost/)).toBeNull())
  })

  it('shows one sentence to a page that was turned away, and keeps what one showed before', async () => {
    const refusal = new Refusal('access.denied', 'Open the address that was printed.')
    const host = hostWithStudy()
    open(host)
    await screen.findByText(/^Queue:/)
    host.enter({ kind: 'refused', refusal })
    expect(await screen.findByText('Open the address that was printed.')).toBeTruthy()
    expect(screen.queryByText('The host does not let this page in')).toBeNull()
    cleanup()
    app?.close()
    const closed = hostWithStudy()
    closed.first = { kind: 'refused', refusal }
    open(closed)
    expect(await screen.findByText('The host does not let this page in')).toBeTruthy()
    expect(screen.getAllByText('Open the address that was printed.')).toHaveLength(1)
  })

  it('offers what fills an empty list of runs', async () => {
    open(hostWithStudy(), '#/runs')
    expect(await screen.findByRole('link', { name: 'Go to the sample study' })).toBeTruthy()
  })

  it('compares the runs that were selected', async () => {
    const done = (id: string, createdAt: number) =>
      summary({ id, name: id, createdAt, state: 'finished', scores: scores(0.9, 0.5, 0.4) })
    const host = hostWithStudy(done('first', 1), done('second', 2))
    host.answers.set('runs.compare', () => {
      throw new Error('not asked for here')
    })
    const opened = open(host, '#/runs')
    for (const name of [/Select first/, /Select second/]) {
      const box = await screen.findByRole('checkbox', { name })
      box.click()
      await tick()
    }
    await click('Compare 2 runs')
    await vi.waitFor(() =>
      expect(opened.router.route).toEqual({ screen: 'comparison', runs: ['first', 'second'] }),
    )
  })

  it('pauses a run at work and asks before it cancels one', async () => {
    const run = summary({ state: 'running', activity: 'training', step: 3 })
    const host = hostWithStudy(run)
    host.answers.set('runs.pause', () => run)
    open(host, '#/runs/run-1')
    await click('Pause')
    expect(host.calls).toContainEqual({ name: 'runs.pause', input: { run: 'run-1' } })
    await click('Cancel run…')
    await screen.findByText(/a cancelled run is not resumed/)
    expect(host.calls.map(({ name }) => name)).not.toContain('runs.cancel')
  })

  it('tells of an alarm on any screen but the run’s own, and leads to the run', async () => {
    const host = hostWithStudy(summary({ state: 'running', activity: 'training', step: 3 }))
    const opened = open(host, '#/queue')
    const pulls = () => host.calls.filter(({ name }) => name === 'runs.since').length
    await vi.waitFor(() => expect(pulls()).toBe(1))
    const ring = (step: number) => {
      const text = 'Alarm, catastrophic overfitting: PGD accuracy collapsed.'
      host.log('run-1', step, text, 'alarmRaised')
      host.tell({ kind: 'run', run: 'run-1', seq: step })
    }
    ring(10)
    const messages = screen.getByRole('log', { name: 'Messages' })
    await within(messages).findByText(
      /plain, seed 0, step 10: .*collapsed.*more steps/,
      {},
      patience,
    )
    within(messages).getByRole('link', { name: 'Show' }).click()
    await vi.waitFor(() => expect(opened.router.route).toEqual({ screen: 'run', id: 'run-1' }))
    await vi.waitFor(() => expect(within(messages).queryByText(/collapsed/)).toBeNull())
    await screen.findByText('Loss')
    const before = pulls()
    ring(20)
    // Both the screen and the watch have asked, and the screen shows it.
    await vi.waitFor(() => expect(pulls()).toBeGreaterThan(before + 1), patience)
    await screen.findByText('Step 20.')
    expect(within(messages).queryByText(/collapsed/)).toBeNull()
  })

  it('reads a chart by keyboard and shows its numbers as a table', async () => {
    const host = hostWithStudy(summary({ state: 'running', activity: 'training', step: 2 }))
    host.metric('run-1', 1, 'loss', 2.25)
    host.metric('run-1', 2, 'loss', 1.5)
    open(host, '#/runs/run-1')
    await screen.findByText('Loss')
    const cursor = await screen.findByRole('slider', { name: 'Loss, cursor' })
    await vi.waitFor(() => {
      cursor.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }))
      flushSync()
      expect(cursor.getAttribute('aria-valuetext')).toContain('2: loss 1.5')
    })
    cursor.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))
    flushSync()
    expect(cursor.getAttribute('aria-valuetext')).toContain('1: loss 2.25')
    await click('Numbers of “Loss” as a table')
    const table = screen.getByRole('region', { name: 'Table: Loss' })
    expect(within(table).getAllByRole('row')).toHaveLength(3)
  })

  it('draws the theme that was chosen', async () => {
    const opened = open(hostWithStudy())
    opened.theme.choice = 'dark'
    await tick()
    expect(document.documentElement.dataset.theme).toBe('dark')
  })
})
