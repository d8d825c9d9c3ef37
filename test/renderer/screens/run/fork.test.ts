import { afterEach, describe, expect, it } from 'vitest'
import '../../browser.ts'
import { runSpecSchema } from '#contract'
import { editFuture } from '../../../../src-renderer/screens/run/fork.ts'
import { App } from '../../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../../fake-host.ts'

const spec = runSpecSchema.parse({
  version: 1,
  name: 'plain',
  dataset: { source: { kind: 'digits' }, train: 640, test: 16 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 16,
  curriculum: { lanes: {} },
  evaluation: { version: 1, name: 'quick', subset: { count: 1 }, plans: [] },
})
const checkpoint = (step: number) => ({
  ...{ step, hash: `hash of ${step}`, bytes: 1, savedAt: step, present: true },
})

let app: App | undefined
afterEach(() => app?.close())

/** A host with one run, whose second look shows a checkpoint more when one was asked for. */
function hostOf(state: 'running' | 'paused', steps: readonly number[]): FakeHost {
  const run = summary({ id: 'r1', name: 'plain', state, activity: 'training', step: 30 })
  const host = new FakeHost(run)
  let kept = steps.map(checkpoint)
  host.answers.set('runs.checkpoint', () => {
    kept = [...kept, checkpoint(31)]
    return run
  })
  host.answers.set('runs.get', () => ({ summary: run, spec, checkpoints: kept }))
  host.answers.set('curricula.save', ({ name, spec: saved }: { name: string; spec: object }) => ({
    ...{ id: 'c1', name, spec: saved, updatedAt: 0 },
  }))
  return host
}

const saved = (host: FakeHost) =>
  host.calls.find(({ name }) => name === 'curricula.save')?.input as {
    name: string
    spec: { startsFrom: object; epochs: number }
  }

describe('run/fork', () => {
  it('has a run at training save a checkpoint first, and begins there', async () => {
    const host = hostOf('running', [20])
    app = new App(host.door, window)
    await editFuture(app, 'r1')
    expect(saved(host)).toMatchObject({
      name: 'plain from step 31',
      spec: { epochs: 2, startsFrom: { run: 'r1', step: 31, checkpointHash: 'hash of 31' } },
    })
    expect(window.location.hash).toBe('#/curricula/c1')
  })

  it('begins at the newest checkpoint of a paused run without asking for another', async () => {
    const host = hostOf('paused', [10, 20])
    app = new App(host.door, window)
    await editFuture(app, 'r1')
    expect(host.calls.map(({ name }) => name)).not.toContain('runs.checkpoint')
    expect(saved(host).spec.startsFrom).toMatchObject({ step: 20 })
  })

  it('says so where there is nothing to begin from', async () => {
    const host = hostOf('paused', [])
    app = new App(host.door, window)
    await editFuture(app, 'r1')
    expect(saved(host)).toBeUndefined()
    expect(app.toasts.all.map(({ text }) => text).join()).toMatch(/no checkpoint/)
  })
})
