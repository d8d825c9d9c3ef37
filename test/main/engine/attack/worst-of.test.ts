import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { worstOf, type Outcome } from '../../../../src-main/engine/attack/worst-of.ts'

interface Draw {
  errs: boolean
  loss: number
}

/** One pixel an image, which names the attempt it came from. */
const outcome = (draws: Draw[], attempt: number): Outcome => ({
  images: Float32Array.from(draws, () => attempt),
  verdicts: {
    prediction: Int32Array.from(draws, ({ errs }) => (errs ? 1 : 0)),
    loss: Float32Array.from(draws, ({ loss }) => loss),
    margin: Float32Array.from(draws, ({ loss }) => -loss),
  },
})
const worst = (attempts: Draw[][]): Promise<Outcome> =>
  worstOf(attempts.length, new Int32Array(attempts[0].length), async (i) => outcome(attempts[i], i))

describe('engine/attack/worst-of', () => {
  it('prefers an error of low loss to a correct answer of high loss', async () => {
    const found = await worst([
      [{ errs: false, loss: 9 }],
      [{ errs: true, loss: 1 }],
      [{ errs: false, loss: 10 }],
    ])
    expect(found).toEqual(outcome([{ errs: true, loss: 1 }], 1))
  })

  it('then takes the higher loss, and the earlier attempt on a tie', async () => {
    const calm = { errs: true, loss: 1 }
    const high = { errs: true, loss: 2 }
    const found = await worst([[calm], [high], [high]])
    expect(found).toEqual(outcome([high], 1))
  })

  it('chooses image by image, keeping image and verdicts together', async () => {
    const [low, high] = [
      { errs: false, loss: 1 },
      { errs: false, loss: 5 },
    ]
    const found = await worst([
      [low, high],
      [high, low],
    ])
    expect([...found.images]).toEqual([1, 0])
    expect([...found.verdicts.loss]).toEqual([5, 5])
    expect([...found.verdicts.margin]).toEqual([-5, -5])
  })

  it('more attempts never raise accuracy', async () => {
    const draw = fc.record({ errs: fc.boolean(), loss: fc.double({ min: 0, max: 9, noNaN: true }) })
    const attempts = fc.array(fc.array(draw, { minLength: 3, maxLength: 3 }), { minLength: 2 })
    await fc.assert(
      fc.asyncProperty(attempts, async (given) => {
        const errors = (found: Outcome): number =>
          found.verdicts.prediction.filter((label) => label !== 0).length
        const [fewer, all] = [await worst(given.slice(0, -1)), await worst(given)]
        expect(errors(all)).toBeGreaterThanOrEqual(errors(fewer))
      }),
    )
  })
})
