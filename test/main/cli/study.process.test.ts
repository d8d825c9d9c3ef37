import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCusp } from './run-cusp.ts'

const folder = mkdtempSync(join(tmpdir(), 'cusp-study-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const study = (...args: string[]) => runCusp(['study', ...args, '--data', 'data'], folder)

describe('cli: finished studies', () => {
  it('says where the finished runs of a study are, brings them in, and judges them', async () => {
    const before = await study('verdict', 'claims-c')
    expect(before.stdout).toContain('0 of 27 runs are there')
    expect(before.stderr).toContain('cusp study open claims-c')

    const opened = await study('open', 'claims-c')
    expect(opened.stdout).toContain('claims-c: 27 runs brought in, 0 there before.')

    const after = await study('verdict', 'claims-c')
    expect(after.stdout).toContain('All 27 runs are there')
    expect(after.stdout).toMatch(
      /the label-free invariance rate: does not hold \(of 4 tests, 1 holds/,
    )
    expect(after.stderr).not.toContain('study open')
  }, 120_000)

  it('refuses a study that there is none of', async () => {
    const { code, stderr } = await study('open', 'claims-z')
    expect(code).toBe(2)
    expect(stderr).toContain('there are claims-a, claims-b, claims-c')
  })
})
