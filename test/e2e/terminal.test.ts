import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { errorIn, runCusp, startCusp, type Ended } from '../main/cli/run-cusp.ts'

const spec: RunSpecInput = {
  version: 1,
  name: 'tiny',
  dataset: { source: { kind: 'digits' }, train: 512, test: 64 },
  model: { architecture: 'std-cnn' },
  epochs: 8,
  batchSize: 64,
  probe: { count: 64, everyEpochs: 8 },
  checkpointEverySteps: 8,
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation: {
    version: 1,
    name: 'quick',
    subset: { count: 64 },
    plans: [{ attack: 'clean' }, { attack: 'fgsm', norm: 'linf', epsilon: 0.1 }],
    gallery: 0,
  },
}

interface Runs {
  readonly runs: readonly { readonly id: string; readonly state: string; readonly step: number }[]
}
const runsIn = ({ stdout }: Ended) => (JSON.parse(stdout) as Runs).runs
const hashIn = ({ stdout }: Ended) =>
  (JSON.parse(stdout) as { runs: { weightsHash: string }[] }).runs[0]?.weightsHash

let folder = ''
let unbroken: Ended
const run = (...args: string[]) => runCusp(args, folder)

/** Starts the run and waits until a quarter of its 64 steps is done. */
async function startAndWait() {
  const started = startCusp(['run', 'spec.json'], folder)
  await expect
    .poll(() => started.soFar().stderr, { timeout: 120_000 })
    .toMatch(/training (1[6-9]|[2-6]\d)\/64/)
  return started
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-e2e-'))
  writeFileSync(join(folder, 'spec.json'), JSON.stringify(spec))
  unbroken = await run('run', 'spec.json', '--json')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('e2e/terminal', () => {
  it('trains and evaluates, and says the same numbers when asked again', async () => {
    expect(unbroken).toMatchObject({ code: 0, stderr: '' })
    const again = await run('run', 'spec.json', '--json')
    expect(hashIn(again)).toBe(hashIn(unbroken))
    const scores = [again, unbroken].map(
      ({ stdout }) => (JSON.parse(stdout) as { runs: { scores: unknown }[] }).runs[0]?.scores,
    )
    expect(scores[0]).toEqual(scores[1])
  })

  it('lists, shows and compares runs, by the beginning of their ids', async () => {
    const [second, first] = runsIn(await run('runs', '--json'))
    const [a, b] = [first?.id.slice(0, 6) ?? '', second?.id.slice(0, 6) ?? '']
    const shown = await run('show', a)
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain(hashIn(unbroken))
    expect(shown.stdout).toMatch(/FGSM L∞, ε = 0\.1 +adversarial/)
    const compared = await run('compare', a, b, '--json')
    expect(compared.code).toBe(0)
    expect(runsIn(compared).map(({ id }) => id)).toEqual([first?.id, second?.id])
  })

  it('pauses at Ctrl-C with 130, and resumes to the weights of an unbroken run', async () => {
    const started = await startAndWait()
    started.child.kill('SIGINT')
    const ended = await started.ended
    expect(ended.code).toBe(130)
    const id = /"cusp resume (\w+)" goes on/.exec(ended.stderr)?.[1] ?? ''
    const resumed = await run('resume', id, '--json')
    expect(resumed.code).toBe(0)
    expect(hashIn(resumed)).toBe(hashIn(unbroken))
  })

  it('resumes to the same weights after kill -9 of the host', async () => {
    const started = await startAndWait()
    started.child.kill('SIGKILL')
    await started.ended
    const [killed] = runsIn(await run('runs', '--json'))
    expect(killed?.state).toBe('interrupted')
    const resumed = await run('resume', killed?.id ?? '', '--json')
    expect(resumed.code).toBe(0)
    expect(hashIn(resumed)).toBe(hashIn(unbroken))
  })

  it('stops at once at a second Ctrl-C', async () => {
    const started = await startAndWait()
    started.child.kill('SIGINT')
    await expect.poll(() => started.soFar().stderr).toContain('Ctrl-C again stops at once')
    started.child.kill('SIGINT')
    expect((await started.ended).code).toBe(130)
  })

  it('cancels for good', async () => {
    const [last] = runsIn(await run('runs', '--json'))
    const id = last?.id ?? ''
    expect((await run('cancel', id)).stdout).toContain(`Run ${id} (tiny) is cancelled.`)
    const resumed = await run('resume', id, '--json')
    expect(resumed.code).toBe(2)
    expect(errorIn(resumed).code).toBe('run.wrong-state')
  })

  it('refuses a checkpoint with one flipped byte, naming it', async () => {
    const id = runsIn(unbroken)[0]?.id ?? ''
    const checkpoints = join(folder, 'data', 'checkpoints', id)
    for (const step of readdirSync(checkpoints)) {
      const file = join(checkpoints, step, 'snapshot.bin')
      const bytes = readFileSync(file)
      bytes[1000] = (bytes[1000] ?? 0) ^ 1
      writeFileSync(file, bytes)
    }
    const ended = await run('evaluate', id, '--json')
    expect(ended.code).toBe(2)
    expect(errorIn(ended).code).toBe('checkpoint.corrupt')
    expect(errorIn(ended).message).toContain('snapshot.bin')
  })
})
