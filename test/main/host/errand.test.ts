import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createErrands } from '../../../src-main/host/errand/run-errand.ts'

const channel = { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] as ('ignore' | 'pipe' | 'ipc')[] }
const errand = { kind: 'timeThreads', counts: [1] } as const

describe('host/errand', () => {
  it('says so where its process cannot be started, and harms nobody else', async () => {
    const run = createErrands(
      () => spawn('/no/such/node', [], channel),
      () => 1,
    )
    await expect(run(errand)).rejects.toMatchObject({
      ...{ code: 'internal', message: expect.stringContaining('ENOENT') as unknown },
    })
  })

  it('is given up at once where nobody waited for it any more', async () => {
    const forever = ['-e', 'setInterval(() => undefined, 1000)']
    const run = createErrands(
      () => spawn(process.execPath, forever, channel),
      () => 1,
    )
    await expect(run(errand, { signal: AbortSignal.abort() })).rejects.toThrow(
      /was ended by SIGKILL/,
    )
  })

  it('says how its process ended where it ends before it was asked', async () => {
    const run = createErrands(
      () => spawn(process.execPath, ['-e', 'process.exit(7)'], channel),
      () => 1,
    )
    await expect(run(errand)).rejects.toThrow(/ended with code 7/)
  })
})
