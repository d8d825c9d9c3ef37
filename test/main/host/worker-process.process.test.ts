import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { launch, type StartWorker } from '../../../src-main/host/worker-process.ts'
import type { Job, WorkerToHost } from '../../../src-main/host/worker/messages.ts'

const program = (name: string) => join(import.meta.dirname, 'programs', name)

/** Starts a worker and hears it to its end. */
function hear(start: StartWorker): Promise<{ heard: WorkerToHost[]; reason: string }> {
  const heard: WorkerToHost[] = []
  return new Promise((resolve) => {
    launch(start, { run: 'a', epoch: 5 } as Job, {
      onMessage: (message) => heard.push(message),
      onBeat: () => undefined,
      onGone: (reason) => resolve({ heard, reason }),
    })
  })
}

describe('host/worker-process', () => {
  it('drops facts of another lease and facts heard before, and keeps their order', async () => {
    const { heard, reason } = await hear(({ args }) =>
      startWorker({ entry: program('chatter.ts'), args }),
    )
    expect(heard.map((message) => 'text' in message && message.text)).toEqual(['0/1', '0/2', '0/3'])
    expect(reason).toBe('ended with code 7: SomeError: the last words')
  })

  it('says why a process could not be started', async () => {
    const { heard, reason } = await hear(({ args }) =>
      startWorker({ entry: program('nowhere.ts'), args }),
    )
    expect(heard).toEqual([])
    expect(reason).toMatch(/ended with code 1: .*nowhere\.ts/)
  })
})
