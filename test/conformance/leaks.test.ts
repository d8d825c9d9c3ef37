import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

interface Left {
  readonly tensors: number
  /** Of the process; 0 where the system does not tell. */
  readonly threads: number
  readonly megabytes: number
}

/**
 * Megabytes between cycle 100 and 200. Once, about there, the process keeps some 55 MB more; from then
 * on it is level (300 cycles: within 5 MB). What is left of one session a cycle would be more.
 */
const margin = 96

describe('conformance/leaks', () => {
  it('keeps no tensor, thread or memory of 200 compiled and closed sessions', async () => {
    const program = join(import.meta.dirname, 'programs', 'cycles.ts')
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', program, '200'],
      // One arena: how much several threads' arenas keep is chance.
      { env: { ...process.env, MALLOC_ARENA_MAX: '1' } },
    )
    const left = JSON.parse(stdout) as Left[]
    expect(left).toHaveLength(4)
    for (const { tensors } of left) expect(tensors).toBe(0)
    // An open session has threads of its own.
    expect(left[3].threads).toBe(left[0].threads)
    expect(left[3].megabytes - left[1].megabytes).toBeLessThan(margin)
  }, 900_000)
})
