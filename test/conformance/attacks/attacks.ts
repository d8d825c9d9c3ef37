import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '#dataset'
import type { Compiler } from '#engine'
import { ballOf, planKey, type AttackPlan } from '#threat'
import type { AttackOutcome, EvaluationSession, Verdicts } from '#trainer'
import { balls, rowsOf } from '../../../src-main/engine/attack/index.ts'
import { attackCases, type Agreement } from './plans.ts'
import { attackKey, attackedBatch, openSession, trustedOutcome, trustedSession } from './subject.ts'

/** Of pixels and losses that are the same but for rounding; measured: up to 5e-7 on every engine. */
const rounding = 1e-4

/** Of a search's mean loss and mean L2 distance; see `Agreement`. */
const spread = 0.02

/** Holds every attack of an engine against the same attack, with the same draws, under the reference. */
export function describeAttacks(open: () => Promise<Compiler>): void {
  describe('attacks', () => {
    let session: EvaluationSession
    let batch: Batch
    beforeAll(async () => {
      session = openSession(await open())
      batch = await attackedBatch()
    })
    afterAll(() => session.close())

    for (const { plan, agreement } of attackCases)
      it(`does as the reference does at ${planKey(plan)}`, async () => {
        const found = await session.attack(plan, batch, attackKey)
        expectInside(plan, batch, found.perturbed)
        const trusted = await trustedSession()
        const judged = await trusted.predict({ ...batch, images: found.perturbed })
        expectSameVerdicts(found, judged)
        agree[agreement](found, await trustedOutcome(plan), batch)
      })
  })
}

/** Fails unless perturbed inputs keep to the bounds and to the plan's radius. */
export function expectInside(plan: AttackPlan, batch: Batch, perturbed: Float32Array): void {
  expect(perturbed.every((value) => value >= -1e-6 && value <= 1 + 1e-6)).toBe(true)
  const ball = ballOf(plan)
  if (!ball) return
  const before = rowsOf(batch.images, batch.size)
  for (const [i, image] of rowsOf(perturbed, batch.size).entries())
    expect(balls[ball.norm].distance(image, before[i])).toBeLessThan(ball.epsilon + 1e-5)
}

/** A prediction may differ only where the two likeliest classes are as good as level. */
function expectSameVerdicts(found: Verdicts, right: Verdicts): void {
  right.loss.forEach((loss, i) => {
    expect(Math.abs(found.loss[i] - loss)).toBeLessThan(rounding)
    expect(Math.abs(found.margin[i] - right.margin[i])).toBeLessThan(rounding)
    if (Math.abs(right.margin[i]) > rounding) expect(found.prediction[i]).toBe(right.prediction[i])
  })
}

type Agree = (found: AttackOutcome, right: AttackOutcome, batch: Batch) => void

const agree: Readonly<Record<Agreement, Agree>> = {
  path(found, right) {
    const farthest = right.perturbed.reduce(
      (most, value, at) => Math.max(most, Math.abs(found.perturbed[at] - value)),
      0,
    )
    expect(farthest).toBeLessThan(rounding)
    expectSameVerdicts(found, right)
  },
  search(found, right, batch) {
    expect(Math.abs(errors(found, batch) - errors(right, batch))).toBeLessThanOrEqual(1)
    expect(Math.abs(mean(found.loss) - mean(right.loss))).toBeLessThan(spread)
    const apart = meanDistance(found, batch) - meanDistance(right, batch)
    expect(Math.abs(apart)).toBeLessThan(spread)
  },
}

/** How many images an outcome leaves wrong. */
export function errors({ prediction }: Pick<Verdicts, 'prediction'>, { labels }: Batch): number {
  return prediction.filter((label, i) => label !== labels[i]).length
}

function meanDistance({ perturbed }: AttackOutcome, batch: Batch): number {
  const before = rowsOf(batch.images, batch.size)
  const after = rowsOf(perturbed, batch.size)
  return mean(after.map((image, i) => balls.l2.distance(image, before[i])))
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}
