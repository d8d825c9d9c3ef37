import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaboratoryModel } from '#contract'
import { planKey } from '#threat'
import { tinySpec } from '../tiny-spec.ts'
import { collect, openRig, pgd, still, type Rig } from './rig.ts'

let rig: Rig
let client: Rig['client']
let model: Rig['model']
let run: string
const pixelsOf = (text: string): Buffer => Buffer.from(text, 'base64')
const look: Rig['look'] = (changes) => rig.look(changes)

beforeAll(async () => {
  rig = await openRig()
  ;({ client, model, run } = rig)
})
afterAll(() => rig.close())

describe('host/laboratory: one image', () => {
  it('is attacked inside the ball, with the loss of every step of every restart', async () => {
    const found = await look()
    expect(found.step).toBe(8)
    expect(found.trace.map((line) => line.length)).toEqual([6, 6, 6])
    expect(found.linf).toBeGreaterThan(0)
    expect(found.linf).toBeLessThanOrEqual(0.1 + 1e-6)
    const delta = new Float32Array(new Uint8Array(pixelsOf(found.delta)).buffer)
    const [moved, perturbed] = [pixelsOf(found.moved), pixelsOf(found.perturbed)]
    delta.forEach((value, i) =>
      expect(Math.abs(perturbed[i] - moved[i] - 255 * value)).toBeLessThanOrEqual(1 + 1e-3),
    )
    // The restart that is kept is the worst: no other ended with a higher loss.
    const lossOf = (logits: number[]): number =>
      Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0)) - logits[found.label]
    const ends = found.trace.map((line) => line[line.length - 1])
    expect(lossOf(found.logits.perturbed)).toBeCloseTo(Math.max(...ends), 4)
  })

  it('comes back bit for bit, and is another with another seed', async () => {
    expect(await look()).toEqual(await look())
    expect((await look({ seed: 1 })).perturbed).not.toBe((await look()).perturbed)
  })

  it('is moved before it is attacked', async () => {
    const transform = { angle: 90, dx: 2, dy: 0 }
    const found = await look({ transform, plan: { attack: 'clean' } })
    expect(found.moved).not.toBe(found.clean)
    expect(found.perturbed).toBe(found.moved)
    expect(found.logits.perturbed).toEqual(found.logits.moved)
    expect(found.trace).toEqual([])
  })

  it('turns once around, and at 0° is answered as it stands', async () => {
    const turned = await client.laboratory.turn({
      ...{ line: 'turn', model, index: 3, transform: still, angles: 12 },
    })
    expect(turned.angles).toEqual([-180, -150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150])
    const { logits } = await look({ plan: { attack: 'clean' } })
    turned.logits[6].forEach((value, i) => expect(value).toBeCloseTo(logits.clean[i], 4))
  })

  it('has a heatmap whose cell is what a look under its transform finds', async () => {
    const rows = await collect(
      client.laboratory.heatmap({
        ...{ line: 'heatmap', model, indices: [3], angles: [-40, 0, 40], shifts: [-2, 0, 2] },
      }),
    )
    expect(rows.map(({ angle, done, of }) => [angle, done, of])).toEqual([
      [-40, 1, 3],
      [0, 2, 3],
      [40, 3, 3],
    ])
    const found = await look({
      ...{ transform: { angle: 40, dx: 2, dy: 0 }, plan: { attack: 'clean' } },
    })
    const cell = rows[2].cells[2]
    const { moved } = found.logits
    const others = moved.filter((_, i) => i !== found.label)
    expect(cell.margin).toBeCloseTo(moved[found.label] - Math.max(...others), 4)
    expect(cell.prediction).toBe(moved.indexOf(Math.max(...moved)))
    expect(cell.accuracy).toBe(Number(cell.prediction === found.label))
  })
})

describe('host/laboratory: images', () => {
  it('browses the test split by class and by what the model makes of it', async () => {
    const ask = { line: 'browse', model, count: 120 }
    const all = await client.laboratory.browse(ask)
    expect(all.matches).toHaveLength(64)
    expect(all.images.map(({ index }) => index)).toEqual(all.matches)
    const wrong = await client.laboratory.browse({ ...ask, outcome: 'wrong' })
    const right = await client.laboratory.browse({ ...ask, outcome: 'right' })
    expect([...wrong.matches, ...right.matches].sort()).toEqual([...all.matches].sort())
    expect(wrong.images.every(({ label, prediction }) => label !== prediction)).toBe(true)
    const sevens = await client.laboratory.browse({ ...ask, label: 7 })
    expect(sevens.matches.length).toBeGreaterThan(0)
    expect(sevens.images.every(({ label }) => label === 7)).toBe(true)
  })

  it('finds on the evaluated images what the evaluation found', async () => {
    const { evaluations } = await client.runs.get({ run })
    const key = planKey(tinySpec.evaluation.plans[0])
    const { images } = await client.runs.gallery({ run, evaluation: evaluations[0].id, key })
    for (const { index, perturbed } of images) {
      const found = await look({ index, plan: tinySpec.evaluation.plans[0] })
      expect(found.perturbed).toBe(perturbed)
    }
    const [point] = await collect(
      client.laboratory.curve({
        ...{ line: 'curve', model, plan: tinySpec.evaluation.plans[0], over: 'epsilon' },
        ...{ indices: images.map(({ index }) => index), values: [0.1] },
      }),
    )
    const right = images.filter(({ label, prediction }) => label === prediction)
    expect(point).toMatchObject({ correct: right.length, count: images.length, isWhole: true })
  })

  it('counts what stays right over ε, and refuses a setting the attack does not have', async () => {
    const { matches } = await client.laboratory.browse({ line: 'browse', model })
    const ask = { line: 'curve', model, indices: matches.slice(0, 20), over: 'epsilon' } as const
    const points = await collect(
      client.laboratory.curve({ ...ask, plan: pgd, values: [0, 0.3, 1] }),
    )
    expect(points.map(({ value, done, of }) => [value, done, of])).toEqual([
      [0, 1, 3],
      [0.3, 2, 3],
      [1, 3, 3],
    ])
    expect(points[0].correct).toBeGreaterThanOrEqual(points[2].correct)
    const refused = collect(
      client.laboratory.curve({ ...ask, plan: { attack: 'clean' }, values: [0.1] }),
    )
    await expect(refused).rejects.toMatchObject({ code: 'REFUSED', data: { place: 'over' } })
  })
})

describe('host/laboratory: a curriculum at a step', () => {
  const lanes = {
    epsilon: [
      { at: { step: 0 }, value: 0, easing: 'linear' as const },
      { at: { step: 8 }, value: 0.2, easing: 'hold' as const },
    ],
    rotation: [{ at: { step: 4 }, value: 60, easing: 'hold' as const }],
  }
  const spec = { ...tinySpec, curriculum: { ...tinySpec.curriculum, lanes } }
  const ask = { line: 'strip', spec, images: 4 }

  it('shows steady images, perturbed as much as the step says', async () => {
    const [first, last] = await Promise.all([
      client.laboratory.preview({ ...ask, line: 'one', step: 0 }),
      client.laboratory.preview({ ...ask, line: 'two', step: 8 }),
    ])
    expect(first.settings).toMatchObject({ epsilon: 0, rotation: 60 })
    expect(last.settings).toMatchObject({ epsilon: 0.2, rotation: 60 })
    for (const [i, image] of first.images.entries()) {
      expect(image.perturbed).toBe(image.spatial)
      const { clean, spatial, perturbed } = last.images[i]
      expect([clean, spatial]).toEqual([image.clean, image.spatial])
      const [from, to] = [pixelsOf(spatial), pixelsOf(perturbed)]
      const furthest = from.reduce((most, value, at) => Math.max(most, Math.abs(value - to[at])), 0)
      expect(furthest).toBeGreaterThan(0)
      expect(furthest).toBeLessThanOrEqual(52)
    }
  })

  it('predicts by weights nothing was trained of, or by a checkpoint', async () => {
    const fresh = await client.laboratory.preview({ ...ask, step: 8 })
    const trained = await client.laboratory.preview({ ...ask, step: 8, model })
    expect([fresh.step, trained.step]).toEqual([null, 8])
    expect(fresh.images.map(({ clean }) => clean)).toEqual(trained.images.map(({ clean }) => clean))
    expect(fresh.images.map(({ confidence }) => confidence)).not.toEqual(
      trained.images.map(({ confidence }) => confidence),
    )
  })

  it('shows the very batch of a step where it is asked to', async () => {
    const at = (step: number) =>
      client.laboratory.preview({ ...ask, examples: 'batch' as const, step })
    const indices = (shown: Awaited<ReturnType<typeof at>>) => shown.images.map((one) => one.index)
    expect(indices(await at(1))).not.toEqual(indices(await at(2)))
    expect(indices(await at(8))).toEqual(indices(await at(7)))
  })

  it('lists the checkpoints that suit a spec', async () => {
    expect(await client.laboratory.models({ spec })).toMatchObject([
      { run, step: 8, steps: [6, 8], fits: 'same-model', isLive: false },
    ])
    const [other] = await client.laboratory.models({})
    expect(other.fits).toBe('other')
  })

  it('says which run or checkpoint is not there', async () => {
    const refusal = (code: string) => ({
      code: 'REFUSED',
      data: { code },
    })
    const of = (asked: LaboratoryModel) => look({ model: asked })
    await expect(of({ kind: 'run', run: 'none' })).rejects.toMatchObject(refusal('run.unknown'))
    await expect(of({ kind: 'run', run, step: 5 })).rejects.toMatchObject({
      ...refusal('checkpoint.missing'),
      message: `Run ${run} keeps no checkpoint of step 5; it has those of 6 and 8.`,
    })
    await expect(look({ index: 10 ** 6 })).rejects.toMatchObject(refusal('input.invalid'))
  })
})
