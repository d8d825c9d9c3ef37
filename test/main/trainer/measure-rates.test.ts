import { describe, expect, it } from 'vitest'
import type { Settings } from '#curriculum'
import {
  measureEvaluation,
  measureStep,
  type EvaluationSession,
  type TrainingSession,
} from '#trainer'

const batch = {
  images: new Float32Array(4),
  labels: new Int32Array(4),
  indices: new Uint32Array(4),
  size: 4,
}
const settings: Settings = {
  epsilon: 0.1,
  attackSteps: 3,
  rotation: 0,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 0.1,
}

/** A clock that only work moves. */
function workshop() {
  let now = 0
  const work = async (ms: number): Promise<never> => {
    now += ms
    return undefined as never
  }
  return { work, watch: { elapsed: () => now, budgetMs: 50 } }
}

describe('trainer/measure-rates', () => {
  it('tells the parts of a step apart by attacks of two lengths', async () => {
    const { work, watch } = workshop()
    const rates: number[] = []
    const session: TrainingSession = {
      step: (_, at) => {
        const isFirst = rates.push(at.learningRate) === 1
        return work((at.epsilon === 0 ? 10 : 13 + 4 * at.attackSteps) + (isFirst ? 200 : 0))
      },
      snapshot: () => work(0),
      close: () => work(0),
    }
    expect(await measureStep(session, batch, settings, watch)).toEqual({
      plain: 10,
      attacked: 13,
      climb: 4,
      first: 200,
    })
    // Measuring must not train the network away from where it is.
    expect(Math.max(...rates)).toBeLessThan(1e-5)
  })

  it('measures no attack where the curriculum has none', async () => {
    const { work, watch } = workshop()
    const session: TrainingSession = {
      step: () => work(10),
      snapshot: () => work(0),
      close: () => work(0),
    }
    const calm = { ...settings, adversarialShare: 0 }
    const found = await measureStep(session, batch, calm, watch)
    expect(found).toEqual({ plain: 10, attacked: null, climb: null, first: 0 })
  })

  it('takes medians, so that one slow moment changes nothing', async () => {
    const { work, watch } = workshop()
    let count = 0
    const session: EvaluationSession = {
      predict: () => work(count++ === 2 ? 500 : 2),
      inspect: () => work(5),
      attack: (plan) =>
        work(
          plan.attack === 'pgd'
            ? 4 + 6 * plan.steps
            : 2 + 3 * (plan as { rotations: number }).rotations,
        ),
      close: () => work(0),
    }
    expect(await measureEvaluation(session, batch, { ...watch, budgetMs: 200 })).toEqual({
      images: 4,
      judge: 2,
      slope: 5,
      begin: 4,
      climb: 6,
      beginTurns: 2,
      turn: 3,
      first: { judge: 0, slope: 0, climb: 0, turn: 0 },
    })
  })
})
