import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BundlePreview, Brought, RunSummary } from '#contract'
import { tinySpec } from '../host/tiny-spec.ts'
import { errorIn, runCusp, type Ended } from './run-cusp.ts'

let here = ''
let there = ''
let run: RunSummary
let bundle = ''

const answer = <Value>({ stdout }: Ended) => JSON.parse(stdout) as Value

beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'cusp-cli-'))
  there = mkdtempSync(join(tmpdir(), 'cusp-cli-'))
  writeFileSync(join(here, 'tiny.json'), JSON.stringify(tinySpec))
  const ended = await runCusp(['run', 'tiny.json', '--json'], here)
  run = answer<{ runs: RunSummary[] }>(ended).runs[0]
  bundle = join(here, 'tiny.cusp')
})
afterAll(() => {
  rmSync(here, { recursive: true, force: true })
  rmSync(there, { recursive: true, force: true })
})

describe('cli export and import of bundles', () => {
  it('takes a run with its checkpoints to another data folder, and evaluates it there', async () => {
    const out = await runCusp(['export', run.id, '--bundle', bundle, '--checkpoints'], here)
    expect(out.stderr).toBe('')
    expect(out.stdout).toMatch(/tiny\.cusp: 1 run, [\d.]+ [KM]iB\n$/)
    const dry = await runCusp(['import', bundle, '--dry-run'], there)
    expect(dry.code).toBe(0)
    expect(dry.stdout).toMatch(
      new RegExp(`run +${run.id} +tiny +finished 8/8 +[\\d.]+ [KM]iB +comes in`),
    )
    expect(answer<{ runs: [] }>(await runCusp(['runs', '--json'], there)).runs).toEqual([])
    const brought = await runCusp(['import', bundle], there)
    expect(brought.stdout).toBe('1 run brought in.\n')
    const again = answer<Brought>(await runCusp(['import', bundle, '--json'], there))
    expect(again.runs).toEqual([])
    const preview = answer<BundlePreview>(
      await runCusp(['import', bundle, '--dry-run', '--json'], there),
    )
    expect(preview.runs[0].standing).toBe('same')
    const evaluated = await runCusp(['evaluate', run.id, '--json'], there)
    expect(evaluated.code).toBe(0)
    const { evaluation } = answer<{ evaluation: { scores: unknown } }>(evaluated)
    expect(evaluation.scores).toEqual(run.scores)
  })

  it('writes over nothing, and says what it wants', async () => {
    const wrong = async (args: readonly string[]) => {
      const ended = await runCusp([...args, '--json'], here)
      expect(ended.code).toBe(2)
      return errorIn(ended)
    }
    expect(await wrong(['export', run.id, '--bundle', bundle])).toMatchObject({
      ...{ code: 'input.invalid', place: '--bundle' },
    })
    expect(await wrong(['export', run.id])).toMatchObject({
      message: expect.stringMatching(/once: --bundle FILE/) as string,
    })
    expect(await wrong(['export', '--bundle', 'none.cusp'])).toMatchObject({
      message: expect.stringMatching(/name runs, or choose some by --where/) as string,
    })
    const none = ['export', '--bundle', 'none.cusp', '--where', 'name:nobody']
    expect(await wrong(none)).toMatchObject({ code: 'run.unknown', place: '--where' })
    expect(await wrong(['import', 'nowhere.cusp'])).toMatchObject({ code: 'bundle.missing' })
    writeFileSync(join(here, 'torn.cusp'), 'not a zip')
    expect(await wrong(['import', 'torn.cusp'])).toMatchObject({
      ...{ code: 'bundle.malformed', place: 'torn.cusp' },
    })
    expect(existsSync(join(here, 'none.cusp'))).toBe(false)
  })

  it('bundles what a query finds, and all saved curricula', async () => {
    const file = join(here, 'all.cusp')
    const args = ['export', '--bundle', file, '--where', 'name:tiny', '--curricula', '--json']
    expect(answer<{ runs: string[] }>(await runCusp(args, here)).runs).toEqual([run.id])
    const preview = answer<BundlePreview>(
      await runCusp(['import', file, '--dry-run', '--json'], there),
    )
    expect(preview.curricula.length).toBeGreaterThan(2)
  })
})
