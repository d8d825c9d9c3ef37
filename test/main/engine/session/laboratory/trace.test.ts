import { beforeAll, describe, expect, it } from 'vitest'
import { attackPlanSchema } from '#threat'
import {
  attackImages,
  type DifferentiableModel,
} from '../../../../../src-main/engine/attack/index.ts'
import { interruptible } from '../../../../../src-main/engine/session/laboratory/interruptible.ts'
import { traceAttack } from '../../../../../src-main/engine/session/laboratory/trace.ts'
import { batchOf, openLinear, scoreOf } from '../../attack/linear-model.ts'

const plans = [
  { attack: 'fgsm', epsilon: 0.1 },
  { attack: 'pgd', epsilon: 0.1, steps: 4, restarts: 3 },
  { attack: 'pgd', norm: 'l1', epsilon: 0.5, steps: 4 },
  { attack: 'mi-fgsm', epsilon: 0.1, steps: 4 },
  { attack: 'apgd-ce', epsilon: 0.1, steps: 10, restarts: 2 },
  { attack: 'fab', epsilon: 0.1, steps: 5 },
  { attack: 'square', epsilon: 0.1, queries: 20 },
  { attack: 'deepfool', epsilon: 0.1, steps: 5 },
  { attack: 'random-noise', epsilon: 0.1, draws: 5 },
  { attack: 'spatial-random', rotation: 30, translation: 1, draws: 4 },
  { attack: 'spatial-first-order', rotation: 30, translation: 1, steps: 3 },
  { attack: 'stadv', flow: 1, steps: 5 },
  {
    ...{ attack: 'combined', order: 'adversarial-through-spatial', rotation: 30, translation: 1 },
    ...{ draws: 2, epsilon: 0.1, steps: 3 },
  },
].map((plan) => attackPlanSchema.parse(plan))

const key = ['trace']
/** Far from an error, so that no attack ends early, and not near a bound. */
const batch = { ...batchOf(1, [0.45, 0.55]), labels: Int32Array.of(0) }
let model: DifferentiableModel
beforeAll(async () => {
  model = await openLinear(-6)
})

describe('engine/session/laboratory/trace', () => {
  it.each(plans.map((plan) => [plan.attack, plan] as const))(
    'finds by %s what it finds unwatched, bit for bit',
    async (_name, plan) => {
      const { images, verdicts } = await attackImages(model, plan, batch, key)
      const traced = await traceAttack(model, plan, batch, key)
      expect(traced.images).toEqual(images)
      expect(traced.verdicts).toEqual(verdicts)
      expect(traced.lines.length).toBeGreaterThan(0)
      for (const loss of traced.lines.flat()) expect(loss).toBeGreaterThanOrEqual(0)
      expect(Math.max(...traced.lines.flat())).toBeGreaterThanOrEqual(verdicts.loss[0] - 1e-5)
    },
  )

  it('tells the loss at each step of each restart, from its start to its end', async () => {
    const plan = plans[1]
    const { lines, verdicts } = await traceAttack(model, plan, batch, key)
    expect(lines.map((line) => line.length)).toEqual([5, 5, 5])
    for (const line of lines) {
      // The loss is linear in the score, so no step goes down.
      line.forEach((loss, i) => expect(loss).toBeGreaterThanOrEqual((line[i - 1] ?? 0) - 1e-6))
    }
    expect(Math.max(...lines.map((line) => line[4]))).toBeCloseTo(verdicts.loss[0], 5)
  })

  it('begins without a random start where the image is', async () => {
    const plan = attackPlanSchema.parse({ ...plans[1], randomStart: false, restarts: 1 })
    const [line] = (await traceAttack(model, plan, batch, key)).lines
    // Softplus of the score: the cross-entropy of class 0.
    expect(line[0]).toBeCloseTo(Math.log1p(Math.exp(scoreOf(batch.images) - 6)), 5)
  })

  it('has one line for draws, a point each', async () => {
    const { lines } = await traceAttack(model, plans[9], batch, key)
    expect(lines.map((line) => line.length)).toEqual([4])
    const noise = await traceAttack(model, plans[8], batch, key)
    expect(noise.lines.map((line) => line.length)).toEqual([5])
    const own = attackPlanSchema.parse({ ...plans[9], climbs: 'prediction' })
    expect((await traceAttack(model, own, batch, key)).lines).toEqual(lines)
  })

  it('takes no steps where nothing is attacked', async () => {
    expect((await traceAttack(model, { attack: 'clean' }, batch, key)).lines).toEqual([])
  })
})

describe('engine/session/laboratory/interruptible', () => {
  it.each(plans.map((plan) => [plan.attack, plan] as const))(
    'pauses %s before every question, and changes nothing',
    async (_name, plan) => {
      let pauses = 0
      const patient = interruptible(model, async () => void pauses++)
      const found = await attackImages(patient, plan, batch, key)
      expect(found).toEqual(await attackImages(model, plan, batch, key))
      expect(pauses).toBeGreaterThan(0)
    },
  )

  it('ends whatever is computed when a pause throws', async () => {
    let left = 3
    const patient = interruptible(model, async () => {
      if (left-- === 0) throw new Error('enough')
    })
    await expect(attackImages(patient, plans[1], batch, key)).rejects.toThrow('enough')
    expect(left).toBe(-1)
  })
})
