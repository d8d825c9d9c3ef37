import { beforeAll, describe, expect, it } from 'vitest'
import { batchOf } from '#dataset'
import { checkPlan, craftedBy, plansOf, protocolSchema, type Protocol } from '#threat'
import { evaluate, type Engine, type EvaluateEnd, type EvaluateJob, type RunEvent } from '#trainer'
import { initialWeights, createModel } from '../../../src-main/engine/model/index.ts'
import { dataset, jobOf, specOf } from './tiny-run.ts'

const protocol: Protocol = protocolSchema.parse({
  version: 1,
  name: 'tiny',
  subset: { count: 12 },
  plans: [
    { attack: 'pgd', epsilon: 0.1, steps: 3, restarts: 2 },
    { attack: 'spatial-random', rotation: 30, translation: 1, draws: 2 },
  ],
  curves: [
    {
      over: 'epsilon',
      values: [0, 0.05],
      plan: { attack: 'pgd', epsilon: 0, steps: 2, randomStart: false },
    },
  ],
  gallery: 5,
})
const spec = specOf()
const model = createModel(spec.model, dataset.shape, 3)

interface Told {
  events: RunEvent[]
  end: EvaluateEnd
}

async function tell(job: EvaluateJob): Promise<Told> {
  const run = evaluate(job)
  const events: RunEvent[] = []
  for (let next = await run.next(); ; next = await run.next()) {
    if (next.done) return { events, end: next.value }
    events.push(next.value)
  }
}

const resultsOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'portionEvaluated' ? [event] : []))

describe('trainer/evaluate', () => {
  let job: EvaluateJob
  let whole: Told
  beforeAll(async () => {
    const weights = initialWeights(model, 3)
    job = { ...(await jobOf('onnx', spec)), protocol, weights, step: 18 }
    whole = await tell(job)
  })

  it('runs every plan once, clean first, on a stratified subset of the test split', () => {
    const [started] = whole.events
    if (started.kind !== 'evaluationStarted') throw new Error(started.kind)
    expect(started).toMatchObject({ step: 18, plans: 5 })
    expect([...started.labels].sort()).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    expect([...started.subset].every((index) => job.split.test.includes(index))).toBe(true)
    expect(new Set(started.subset).size).toBe(12)
    expect(started.labels).toEqual(Uint8Array.from(started.subset, (at) => dataset.labels[at]))
    expect(resultsOf(whole.events).map(({ result }) => result.plan)).toEqual(
      plansOf(protocol).map(({ plan }) => plan),
    )
    expect(whole.events.at(-1)).toEqual({ kind: 'evaluationFinished', step: 18 })
  })

  it('keeps results image by image: an attack never lowers a loss it climbs', () => {
    const [clean, pgd] = resultsOf(whole.events).map(({ result }) => result)
    clean.loss.forEach((loss, i) => expect(pgd.loss[i]).toBeGreaterThanOrEqual(loss))
    const errs = (margin: number): boolean => margin < 0
    const { labels } = whole.events[0] as { labels: Uint8Array }
    pgd.margin.forEach((margin, i) => expect(errs(margin)).toBe(pgd.prediction[i] !== labels[i]))
  })

  it('gives the clean results again at radius 0', () => {
    const results = resultsOf(whole.events).map(({ result }) => result)
    const atZero = results.find(({ plan }) => 'epsilon' in plan && plan.epsilon === 0)
    expect(atZero?.prediction).toEqual(results[0].prediction)
    expect(atZero?.loss).toEqual(results[0].loss)
  })

  it('keeps the first images as bytes for clean and headline plans, none for curves', () => {
    const sizes = resultsOf(whole.events).map(({ result }) => result.gallery.length)
    expect(sizes).toEqual([5 * 36, 5 * 36, 5 * 36, 0, 0])
    const { subset } = whole.events[0] as { subset: Uint32Array }
    const first = dataset.images.subarray(subset[0] * 36, (subset[0] + 1) * 36)
    expect(resultsOf(whole.events)[0].result.gallery.subarray(0, 36)).toEqual(first)
  })

  it('skips the plans already done, and does not begin twice', async () => {
    const done = plansOf(protocol).slice(0, 3)
    const evaluated = { plans: done.map(({ key }) => key), images: {} }
    const rest = await tell({ ...job, evaluated })
    expect(rest.events).toEqual(
      whole.events.filter((e) => !('position' in e) || e.position >= 3).slice(1),
    )
  })

  it('shows the network what was crafted on another, image by image', async () => {
    const other = await job.engine.openEvaluation(
      { spec, shape: dataset.shape, classes: 3 },
      initialWeights(model, 11),
    )
    const from = { run: 'other', weights: '0'.repeat(64) }
    const plan = checkPlan({ attack: 'transfer', from, epsilon: 0.2, steps: 4 })
    const protocol = protocolSchema.parse({
      ...{ version: 1, name: 'transfer', subset: { count: 12 }, plans: [plan] },
    })
    const asked: unknown[] = []
    const sources = async (named: unknown) => {
      asked.push(named)
      return other
    }
    const told = await tell({ ...job, protocol, sources })
    const [, transferred] = resultsOf(told.events)
    expect(asked).toEqual([from])
    if (plan.attack !== 'transfer') throw new Error(plan.attack)
    const [started] = told.events
    if (started.kind !== 'evaluationStarted') throw new Error(started.kind)
    const batch = batchOf(dataset, started.subset)
    const { perturbed } = await other.attack(craftedBy(plan), batch, [0, 'evaluation', 'transfer'])
    const own = await job.engine.openEvaluation(
      { spec, shape: dataset.shape, classes: 3 },
      job.weights,
    )
    const judged = await own.predict({ ...batch, images: perturbed })
    expect(transferred.result.prediction).toEqual(judged.prediction)
    expect(transferred.result.loss).toEqual(judged.loss)
    await Promise.all([other.close(), own.close()])
    await expect(tell({ ...job, protocol })).rejects.toThrow(/Nobody opens run other/)
  })

  it('stops between portions', async () => {
    let asked = 0
    const stopped = await tell({ ...job, stop: () => (asked++ < 2 ? 'run' : 'cancel') })
    expect(stopped.end).toBe('cancelled')
    expect(stopped.events).toEqual(whole.events.slice(0, 5))
  })

  it('speaks of its progress', async () => {
    const seen: number[] = []
    await tell({
      ...job,
      onProgress: ({ position, images, of }) => seen.push(position, images, of),
    })
    expect(seen).toEqual([0, 12, 12, 1, 12, 12, 2, 12, 12, 3, 12, 12, 4, 12, 12])
  })

  it('refuses a subset larger than the test split', async () => {
    const large = { ...protocol, subset: { count: 19, seed: 0 } }
    await expect(tell({ ...job, protocol: large })).rejects.toMatchObject({
      code: 'dataset.too-small',
      place: 'subset.count',
    })
  })

  it('fails when the second pass predicts another class', async () => {
    await expect(tell({ ...job, engine: forgetful(job.engine, -0.5) })).rejects.toMatchObject({
      code: 'evaluation.mismatch',
    })
  })

  it('lets two level classes change places', async () => {
    const { end } = await tell({ ...job, engine: forgetful(job.engine, -1e-5) })
    expect(end).toBe('finished')
  })
})

/** The same engine with a defect: predictions of a second pass are other classes, by `margin`. */
function forgetful(engine: Engine, margin: number): Engine {
  return {
    ...engine,
    async openEvaluation(subject, weights) {
      const session = await engine.openEvaluation(subject, weights)
      return {
        attack: (plan, batch, key) => session.attack(plan, batch, key),
        inspect: (batch) => session.inspect(batch),
        close: () => session.close(),
        async predict(batch) {
          const { loss } = await session.predict(batch)
          const prediction = batch.labels.map((label) => (label + 1) % 3)
          return { prediction, loss, margin: new Float32Array(batch.size).fill(margin) }
        },
      }
    },
  }
}
