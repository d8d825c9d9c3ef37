import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { generator } from '#random'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  traceOf,
  unbroken,
  untilState,
  untilStep,
  workersOf,
} from './rig.ts'

async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  for (const end = performance.now() + withinMs; performance.now() < end; await wait(10)) {
    if (condition()) return true
  }
  return condition()
}

describe('faults: the host is killed', () => {
  it('leaves no worker behind, and the run goes on as if it had not been', async () => {
    const expected = await unbroken()
    const dataDir = newFolder()
    const random = generator(['faults', 'host'])
    let host = await startHost(dataDir)
    const { runs } = await host.client.runs.start({ specs: [spec] })
    const run = runs[0]
    const steps = [5, 10, 17]
    for (const step of steps) {
      await untilStep(host, run, step)
      await wait(random.integer(150))
      await host.kill()
      expect(await until(() => workersOf(run).length === 0, 30_000)).toBe(true)
      host = await startHost(dataDir)
      const { summary } = await host.client.runs.get({ run })
      expect(summary.state).toBe('interrupted')
      expect(summary.fault?.code).toBe('run.interrupted')
      await wait(300)
      expect(workersOf(run)).toEqual([])
      await host.client.runs.resume({ run })
    }
    await untilState(host, run, 'finished')
    expect(await traceOf(host, run)).toEqual(expected)
    await host.stop()
    removeFolder(dataDir)
  })

  it('forgets nothing that waits: the queue goes on by itself', async () => {
    const dataDir = newFolder()
    const first = await startHost(dataDir)
    const { runs } = await first.client.runs.start({
      specs: [spec, { ...spec, seed: 1, epochs: 1 }],
    })
    await untilState(first, runs[0], 'running')
    await first.kill()
    const second = await startHost(dataDir)
    await untilState(second, runs[1], 'finished')
    const { summary } = await second.client.runs.get({ run: runs[0] })
    expect(summary.state).toBe('interrupted')
    await second.stop()
    removeFolder(dataDir)
  })

  it('asked to end, saves a checkpoint first and exits with 0', async () => {
    const dataDir = newFolder()
    const first = await startHost(dataDir)
    const { runs } = await first.client.runs.start({ specs: [spec] })
    const run = runs[0]
    await untilStep(first, run, 5)
    expect(await first.stop()).toBe(0)
    expect(workersOf(run)).toEqual([])
    const second = await startHost(dataDir)
    const { summary, checkpoints } = await second.client.runs.get({ run })
    expect(summary.state).toBe('interrupted')
    expect(summary.fault?.message).toMatch(/closed at step/)
    expect(checkpoints.at(-1)?.step).toBe(summary.step)
    await second.stop()
    removeFolder(dataDir)
  })
})
