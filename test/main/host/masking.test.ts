import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type WritableStore } from '#store'
import { protocolSchema } from '#threat'
import { evaluate, type NamedArray } from '#trainer'
import { viewEvaluation } from '../../../src-main/host/evaluation-view.ts'
import { createLiveRun } from '../../../src-main/host/recording/index.ts'
import { keepFact } from '../../../src-main/host/recording/index.ts'
import { newRun } from '../store/new-run.ts'
import { bars, jobOf, live, specOf } from '../trainer/tiny-run.ts'

const dataset = bars(120)
const split = { train: Uint32Array.of(), test: Uint32Array.from({ length: 120 }, (_, i) => i) }
const protocol = protocolSchema.parse({
  version: 1,
  name: 'examined',
  subset: { count: 80 },
  plans: [{ attack: 'pgd', epsilon: 0.4, steps: 20 }],
  examination: { count: 40 },
})
const spec = specOf({ epochs: 30, evaluation: protocol })

let folder: string
let store: WritableStore
let trained: readonly NamedArray[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-masking-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
  trained = (await live('onnx', spec)).end.snapshot.weights
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Evaluates weights as a worker would, keeps what is told as the host would, and reads it back. */
async function evaluated(id: string, weights: readonly NamedArray[]) {
  const run = store.runs.add({ ...newRun(id), spec })
  const clock = { now: () => 1, elapsed: () => 1 }
  const kept = createLiveRun({ run, step: 18, trained: true, evaluation: null }, clock)
  const job = { ...(await jobOf('onnx', spec)), dataset, split, protocol, weights, step: 18 }
  for await (const event of evaluate(job)) keepFact(store, run.number, kept.take(event, 1))
  const [row] = store.evaluations.ofRun(run.number)
  return viewEvaluation(store, row)
}

/** The same predictions, and logits so far apart that the loss is flat to the last bit. */
function saturated(weights: readonly NamedArray[]): NamedArray[] {
  const last = weights.slice(-2).map(({ name }) => name)
  return weights.map((array) =>
    last.includes(array.name)
      ? { ...array, values: array.values.map((value) => value * 1e4) }
      : array,
  )
}

describe('host/masking', () => {
  it('finds no sign of masking in a plainly trained network', async () => {
    const { masking, scores, plans } = await evaluated('plain', trained)
    expect(scores?.clean).toBeGreaterThan(0.9)
    expect(masking?.signals.filter(({ fires }) => fires)).toEqual([])
    expect(masking?.verdict).toBe('none found')
    expect(masking?.text).toMatch(/6 of 6/)
    expect(scores?.masking).toBe('none found')
    // What ran on the examined part alone is no rate of the protocol.
    expect(plans).toHaveLength(2)
  })

  it('suspects the same network once its loss is flat, though its accuracy looks better', async () => {
    const [plain, masked] = [
      store.evaluations.ofRun(store.runs.get('plain')!.number)[0],
      await evaluated('masked', saturated(trained)),
    ]
    const before = viewEvaluation(store, plain)
    expect(masked.scores?.clean).toBe(before.scores?.clean)
    expect(masked.scores?.adversarial).toBeGreaterThan(before.scores?.adversarial ?? 1)
    const firing = masked.masking?.signals.filter(({ fires }) => fires).map(({ signal }) => signal)
    expect(masked.masking?.verdict).toBe('suspected')
    expect(firing).toEqual(['black-box-wins', 'zero-gradient', 'huge-radius', 'loss-plateau'])
  })
})
