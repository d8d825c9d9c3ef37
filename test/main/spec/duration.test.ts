import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { resolveCurriculum, settingsAt } from '#curriculum'
import {
  largestBatch,
  memoryLine,
  planMs,
  probeSpecSchema,
  protocolMs,
  reachOf,
  stepMs,
  trainingBytes,
  trainingMs,
  type Rates,
} from '#spec'
import { attackPlanSchema, protocolSchema } from '#threat'
import { curriculumOf, keyAtStep, tens } from '../curriculum/curricula.ts'

const evaluation = {
  ...{ images: 128, judge: 2, slope: 5, begin: 4, climb: 6, beginTurns: 1, turn: 3 },
  first: { judge: 1000, slope: 2000, climb: 3000, turn: 4000 },
}
const rates: Rates = {
  around: { start: 500, look: 20, save: 90 },
  still: { plain: 10, attacked: 14, climb: 7, first: 600 },
  moved: { plain: 12, attacked: 17, climb: 8, first: 700 },
  evaluation,
}
const manner = {
  attack: { norm: 'linf', stepSize: { relativeToEpsilon: 2.5 }, randomStart: true },
} as const
const probeOf = (fields: z.input<typeof probeSpecSchema>) => ({
  ...probeSpecSchema.parse(fields),
  count: fields.count ?? 256,
})
const run = { ...manner, probe: probeOf({}), checkpointEverySteps: 1000 }

describe('spec/duration', () => {
  it('adds up steps that are plain, attacked and moved', () => {
    const lanes = {
      epsilon: [keyAtStep(0, 0), keyAtStep(40, 0.1)],
      attackSteps: [keyAtStep(0, 5)],
      rotation: [keyAtStep(0, 0), keyAtStep(70, 30)],
    }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    const steps = 40 * 10 + 30 * (14 + 5 * 7) + 30 * (17 + 5 * 8)
    // Two portions of images for each of ten probes, which compile anew; one checkpoint.
    const around = 500 + 600 + 700 + 10 * (20 + 1000 + 2 * 2) + 90
    expect(trainingMs(resolved, run, rates)).toBe(steps + around)
    // A fork at step 60: ten attacked steps and thirty moved, four probes.
    const fork = { ...run, startsFrom: { step: 60 } }
    const rest = 10 * (14 + 5 * 7) + 30 * (17 + 5 * 8)
    const restAround = 500 + 600 + 700 + 4 * (20 + 1000 + 2 * 2) + 90
    expect(trainingMs(resolved, fork, rates)).toBe(rest + restAround)
  })

  it('counts the probes and checkpoints of a run as the trainer makes them', () => {
    const still = resolveCurriculum(curriculumOf({}), tens)
    const idle = {
      around: { start: 0, look: 0, save: 0 },
      still: { plain: 0, attacked: null, climb: null, first: 0 },
      moved: null,
      evaluation: { ...evaluation, judge: 0, first: { ...evaluation.first, judge: 0 } },
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.option(fc.integer({ min: 1, max: 110 }), { nil: undefined }),
        fc.integer({ min: 1, max: 110 }),
        fc.integer({ min: 0, max: 99 }),
        (everyEpochs, everySteps, checkpointEverySteps, from) => {
          const probe = probeOf({ everyEpochs, everySteps })
          let [probes, saves] = [0, 0]
          for (let step = from + 1; step <= 100; step++) {
            const isEpoch = step % (everyEpochs * 10) === 0
            if (isEpoch || step % (everySteps ?? 1000) === 0 || step === 100) probes++
            if (step % checkpointEverySteps === 0 || step === 100) saves++
          }
          const count = (look: number, save: number) =>
            trainingMs(
              still,
              { ...manner, probe, checkpointEverySteps, startsFrom: { step: from } },
              { ...idle, around: { start: 0, look, save } },
            )
          expect([count(1, 0), count(0, 1)]).toEqual([probes, saves])
        },
      ),
      { seed: 1 },
    )
  })

  it('counts what a probe attacks and moves', () => {
    const probe = probeOf({
      everyEpochs: 10,
      count: 100,
      ...{ epsilon: 0.1, attackSteps: 4, rotation: 30 },
    })
    const still = resolveCurriculum(curriculumOf({}), tens)
    const probed = 20 + (1000 + 2) + (3000 + 4 + 4 * 6) + (4000 + 1 + 3)
    expect(trainingMs(still, { ...run, probe }, rates)).toBe(500 + 600 + 100 * 10 + 90 + probed)
  })

  it('does not know a part that was not measured, and says which parts a curriculum needs', () => {
    const lanes = { epsilon: [keyAtStep(0, 0.1)], rotation: [keyAtStep(50, 0), keyAtStep(60, 30)] }
    const resolved = resolveCurriculum(curriculumOf(lanes), tens)
    expect(trainingMs(resolved, run, { ...rates, moved: null })).toBeNull()
    const plainOnly = { plain: 10, attacked: null, climb: null, first: 0 }
    expect(stepMs(settingsAt(resolved, 0), manner, { ...rates, still: plainOnly })).toBeNull()
    expect(reachOf(resolved)).toMatchObject({
      still: { epsilon: 0.1, rotation: 0 },
      moved: { epsilon: 0.1, rotation: 30 },
    })
    expect(reachOf(resolveCurriculum(curriculumOf({}), tens)).moved).toBeNull()
  })

  it('counts a replay as one pass, whatever its ε', () => {
    const replayed = { attack: { ...manner.attack, replays: 4 } }
    const settings = settingsAt(
      resolveCurriculum(curriculumOf({ epsilon: [keyAtStep(0, 0.1)] }), tens),
      0,
    )
    expect(stepMs(settings, replayed, rates)).toBe(10)
  })

  it('knows plans of a fixed number of passes, and names those it cannot know', () => {
    const plan = (json: object) => planMs(attackPlanSchema.parse(json), evaluation)
    const linf = { norm: 'linf', epsilon: 0.1 }
    expect(plan({ attack: 'pgd', ...linf, steps: 20, restarts: 3 })).toBe(3 * (4 + 20 * 6))
    expect(plan({ attack: 'fgsm', ...linf })).toBe(4 + 6)
    const grid = { rotation: 30, translation: 3, rotations: 31, translations: 5 }
    expect(plan({ attack: 'spatial-grid', ...grid })).toBe(1 + 775 * 3)
    const protocol = protocolSchema.parse({
      version: 1,
      name: 'two',
      subset: { count: 200 },
      plans: [
        { attack: 'fgsm', ...linf },
        { attack: 'autoattack', ...linf },
      ],
    })
    const { ms, unknown } = protocolMs(protocol, evaluation)
    expect(unknown).toEqual(['autoattack'])
    // The graphs; two portions of 128: clean, FGSM and AutoAttack, each predicted again.
    expect(ms).toBe(1000 + 3000 + 2 * (2 + 2 + (10 + 2) + 2))
  })

  it('finds the largest batch that stays within the memory its line gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 30 }),
        fc.integer({ min: 1, max: 2 ** 24 }),
        fc.integer({ min: 1, max: 2 ** 36 }),
        (fixedBytes, bytesPerImage, room) => {
          const line = { fixedBytes, bytesPerImage }
          const most = largestBatch(line, room)
          if (most > 0) expect(trainingBytes(line, most)).toBeLessThanOrEqual(room)
          expect(trainingBytes(line, most + 1)).toBeGreaterThan(room)
        },
      ),
      { seed: 1 },
    )
    const line = memoryLine({ batchSize: 16, bytes: 300 }, { batchSize: 64, bytes: 540 })
    expect(line).toEqual({ fixedBytes: 220, bytesPerImage: 5 })
  })

  it('bounds no batch where the larger one took no more memory than the smaller', () => {
    const line = memoryLine({ batchSize: 4, bytes: 310 }, { batchSize: 16, bytes: 300 })
    expect(trainingBytes(line, 16)).toBe(300)
    expect(largestBatch(line, 301)).toBe(Infinity)
    expect(largestBatch(line, 300)).toBe(0)
  })
})
