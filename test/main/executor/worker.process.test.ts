import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startWorker } from '../../../src-main/executor/worker.ts'

const entry = join(import.meta.dirname, 'programs', 'curious-worker.ts')

interface Told {
  readonly node: number
  readonly cwd: string
  readonly weights: Float32Array
}

async function hear(worker: ChildProcess): Promise<Told> {
  const [[told]] = (await Promise.all([once(worker, 'message'), once(worker, 'exit')])) as [
    [Told],
    unknown,
  ]
  return told
}

describe('executor/worker', () => {
  it('runs on Node 24 in an empty folder that goes with it', async () => {
    const told = await hear(startWorker({ entry, args: ['--job', '7'], env: { CUSP_MARK: 'yes' } }))
    expect(told).toMatchObject({ files: [], args: ['--job', '7'], marked: 'yes' })
    expect(told.node).toBeGreaterThanOrEqual(24)
    expect(existsSync(told.cwd)).toBe(false)
  })

  it('sends typed arrays as they are', async () => {
    const told = await hear(startWorker({ entry, args: [] }))
    expect(told.weights).toEqual(new Float32Array([0.5, 2]))
  })
})
