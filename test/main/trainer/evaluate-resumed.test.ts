import { beforeAll, describe, expect, it } from 'vitest'
import { planKey, protocolSchema } from '#threat'
import { evaluate, type Evaluated, type EvaluateJob, type RunEvent } from '#trainer'
import { createModel, initialWeights } from '../../../src-main/engine/model/index.ts'
import { bars, jobOf, specOf } from './tiny-run.ts'

const dataset = bars(300)
const split = {
  train: Uint32Array.of(),
  test: Uint32Array.from({ length: 300 }, (_, index) => index),
}
/** Three portions a plan: 128 + 128 + 14 images. */
const protocol = protocolSchema.parse({
  version: 1,
  name: 'portions',
  subset: { count: 270 },
  plans: [
    { attack: 'pgd', epsilon: 0.1, steps: 2 },
    { attack: 'spatial-random', rotation: 30, translation: 1, draws: 2 },
  ],
  gallery: 130,
})

/** Evaluates until `stop` is asked for the `portions`-th time. */
async function tell(job: EvaluateJob, portions = Infinity): Promise<RunEvent[]> {
  let asked = 0
  const events: RunEvent[] = []
  const stop = () => (asked++ < portions ? 'run' : 'pause')
  for await (const event of evaluate({ ...job, stop })) events.push(event)
  return events
}

/** What a store knows after these events. */
function evaluatedBy(events: readonly RunEvent[]): Evaluated {
  const images: Record<string, number> = {}
  for (const event of events) {
    if (event.kind === 'portionEvaluated')
      images[planKey(event.result.plan)] = event.from + event.result.prediction.length
  }
  const plans = events.flatMap((e) => (e.kind === 'planEvaluated' ? [planKey(e.plan)] : []))
  return { plans, images }
}

describe('trainer/evaluate, resumed', () => {
  let job: EvaluateJob
  let whole: RunEvent[]
  beforeAll(async () => {
    const spec = specOf()
    const weights = initialWeights(createModel(spec.model, dataset.shape, 3), 3)
    job = { ...(await jobOf('onnx', spec)), dataset, split, protocol, weights, step: 18 }
    whole = await tell(job)
  })

  it('tells every plan in portions that cover its images once, in order', () => {
    const portions = whole.flatMap((event) => (event.kind === 'portionEvaluated' ? [event] : []))
    expect(portions.map(({ position, from }) => [position, from])).toEqual(
      [0, 1, 2].flatMap((position) => [0, 128, 256].map((from) => [position, from])),
    )
    const sizes = portions.map(({ result }) => [result.prediction.length, result.gallery.length])
    expect(sizes.slice(0, 3)).toEqual([
      [128, 128 * 36],
      [128, 2 * 36],
      [14, 0],
    ])
  })

  it('goes on with the next image wherever it was cut off, as if it had not been', async () => {
    for (const portions of [0, 1, 2, 3, 4, 7, 8]) {
      const before = await tell(job, portions)
      const after = await tell({ ...job, evaluated: evaluatedBy(before) })
      expect([...before, ...after]).toEqual(whole)
    }
  })

  it('closes a plan whose last portion was kept and whose end was not', async () => {
    const cut = whole.findIndex((event) => event.kind === 'planEvaluated')
    const after = await tell({ ...job, evaluated: evaluatedBy(whole.slice(0, cut)) })
    expect(after).toEqual(whole.slice(cut))
  })
})
