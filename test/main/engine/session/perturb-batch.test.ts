import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '#dataset'
import { generator } from '#random'
import { runSpecSchema, type RunSpec, type RunSpecInput } from '#spec'
import { drawTransforms, type Transform } from '#threat'
import type { DifferentiableModel } from '../../../../src-main/engine/attack/index.ts'
import { chooseTransforms } from '../../../../src-main/engine/session/choose-transforms.ts'
import { perturbBatch } from '../../../../src-main/engine/session/perturb-batch.ts'
import { batchOf, imageAt, openLinear, pixels, scoreOf, slope } from '../attack/linear-model.ts'

const settings = {
  ...{ epsilon: 0.1, rotation: 60, translation: 1, attackSteps: 8 },
  ...{ adversarialShare: 1, spatialShare: 1, learningRate: 0.1 },
}
const key = ['test']

function specOf(changes: Partial<RunSpecInput>): RunSpec {
  return runSpecSchema.parse({
    ...{ version: 1, epochs: 1, batchSize: 8, curriculum: {} },
    dataset: { source: { kind: 'digits' }, train: 8, test: 8 },
    model: { architecture: 'std-cnn' },
    evaluation: { version: 1, name: 'none', subset: { count: 1 }, plans: [] },
    ...changes,
  })
}

let model: DifferentiableModel
let batch: Batch
let transforms: readonly Transform[]
beforeAll(async () => {
  model = await openLinear()
  // Far enough from 0 and 1 that no bound is met.
  batch = batchOf(6, [0.4, 0.6])
  transforms = (await chooseTransforms(model, undefined, settings, batch, key)) ?? []
})

const run = (changes: Partial<RunSpecInput>, more: Partial<typeof settings> = {}) =>
  perturbBatch(
    { inference: model, attacked: model },
    specOf(changes),
    { ...settings, ...more },
    batch,
    key,
  )

/** The slope of w · T(x) in x, found without a gradient: T moves each pixel of an empty image. */
async function slopeBehind(transform: Transform): Promise<Float32Array> {
  const units = new Float32Array(pixels * pixels)
  for (let at = 0; at < pixels; at++) units[at * pixels + at] = 1
  const moved = await model.warp(
    units,
    Array.from({ length: pixels }, () => transform),
  )
  return Float32Array.from({ length: pixels }, (_, at) => scoreOf(imageAt(moved, at)))
}
const norms = {
  linf: (w: Float32Array): number => w.reduce((sum, value) => sum + Math.abs(value), 0),
  l2: (w: Float32Array): number => Math.hypot(...w),
}
/** How far the perturbed score lies from the moved one, against the label. */
const risesOf = ({ clean, perturbed }: Awaited<ReturnType<typeof run>>): number[] =>
  Array.from(batch.labels, (label, i) => {
    const moved = scoreOf(imageAt(perturbed, i)) - scoreOf(imageAt(clean.images, i))
    return label === 0 ? moved : -moved
  })

describe('engine/session/perturb-batch', () => {
  it('attacks around the moved image, to the optimum within the bounds', async () => {
    const found = await run({})
    const rises = risesOf(found)
    for (const [i, label] of batch.labels.entries()) {
      const moved = imageAt(found.clean.images, i)
      // Each pixel goes as far as ε or the bound lets it, the way its weight says.
      const optimum = slope.reduce((sum, w, at) => {
        const isUp = w > 0 === (label === 0)
        return sum + Math.abs(w) * Math.min(0.1, isUp ? 1 - moved[at] : moved[at])
      }, 0)
      expect(rises[i]).toBeCloseTo(optimum, 4)
    }
  })

  it.each(['linf', 'l2'] as const)(
    'attacks through the transform to the optimum ε ‖Tᵀw‖ in %s',
    async (norm) => {
      const order = 'adversarial-through-spatial'
      const found = risesOf(await run({ order, attack: { norm, stepSize: { absolute: 1 } } }))
      for (const [i, rise] of found.entries()) {
        const behind = await slopeBehind(transforms[i])
        expect(rise).toBeCloseTo(0.1 * norms[norm](behind), 3)
      }
    },
  )

  it('keeps x + δ in the ball around x and T(x + δ) equal to what is learnt from', async () => {
    const { clean, perturbed } = await run({ order: 'adversarial-through-spatial' })
    expect(clean.images).toEqual(await model.warp(batch.images, transforms))
    // T is linear, so T(x + δ) − T(x) is T(δ), whose pixels are means of δ's: within ε.
    perturbed.forEach((value, i) =>
      expect(Math.abs(value - clean.images[i])).toBeLessThanOrEqual(0.1 + 1e-6),
    )
  })

  it.each([{ loss: { kind: 'trades' } } as const, { loss: { kind: 'mart' } } as const])(
    'leads away from what the model sees, not from what lies behind: %o',
    async ({ loss }) => {
      const order = 'adversarial-through-spatial'
      const found = risesOf(await run({ order, loss }, { attackSteps: 30 }))
      for (const [i, rise] of found.entries()) {
        const optimum = 0.1 * norms.linf(await slopeBehind(transforms[i]))
        // TRADES may go either way from its own prediction; MART leads away from the label.
        expect(loss.kind === 'mart' ? rise : Math.abs(rise)).toBeCloseTo(optimum, 3)
      }
    },
  )

  it('is the same in both orders where nothing is moved, bit for bit', async () => {
    const calm = { spatialShare: 0 }
    const through = await run({ order: 'adversarial-through-spatial' }, calm)
    expect(through).toEqual(await run({}, calm))
  })

  it('without an attack learns from the moved images in both orders', async () => {
    for (const order of ['spatial-then-adversarial', 'adversarial-through-spatial'] as const) {
      const { clean, perturbed } = await run({ order }, { epsilon: 0 })
      expect(perturbed).toEqual(clean.images)
      expect(clean.images).not.toEqual(batch.images)
    }
  })
})

describe('engine/session/choose-transforms', () => {
  const worst = (draws: number) => ({ choose: 'worst', draws }) as const
  const choose = (spatial: RunSpec['spatial'], more: Partial<typeof settings> = {}) =>
    chooseTransforms(model, spatial, { ...settings, ...more }, batch, key)

  it('worst of one is one at random', async () => {
    expect(await choose(worst(1))).toEqual(transforms)
    expect(await choose({ choose: 'random' })).toEqual(transforms)
  })

  it('keeps of each example’s draws the one with the lowest score for its label', async () => {
    const chosen = (await choose(worst(7))) ?? []
    for (const [i, index] of batch.indices.entries()) {
      const random = generator([...key, 'spatial', index])
      random.uniform()
      const drawn = drawTransforms(settings, 7, random)
      const moved = await model.warp(
        Float32Array.from(drawn.flatMap(() => [...imageAt(batch.images, i)])),
        drawn,
      )
      // On a linear model of two classes error and loss go the same way as the score.
      const sign = batch.labels[i] === 0 ? -1 : 1
      const scores = drawn.map((_, k) => sign * scoreOf(imageAt(moved, k)))
      expect(chosen[i]).toEqual(drawn[scores.indexOf(Math.min(...scores))])
    }
  })

  it('leaves out the share that is not drawn, whole', async () => {
    const half = (await choose(worst(3), { spatialShare: 0.5 })) ?? []
    const all = (await choose(worst(3))) ?? []
    const kept = half.filter(({ angle }) => angle === 0).length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(half.length)
    half.forEach((transform, i) => {
      if (transform.angle !== 0) expect(transform).toEqual(all[i])
    })
    expect(await choose(worst(3), { spatialShare: 0 })).toBeUndefined()
  })
})
