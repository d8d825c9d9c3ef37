import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { weightsHash } from '../../../src-main/engine/model/index.ts'
import type { RunSpecInput } from '#spec'
import type { RunEvent } from '#trainer'
import { live, specOf, type CompilerName, type Lived } from './tiny-run.ts'

const spec = specOf()
/** One epoch with every perturbation. */
const brief = {
  epochs: 1,
  curriculum: {
    lanes: {
      epsilon: [{ at: { step: 3 }, value: 0.05 }],
      rotation: [{ at: { step: 0 }, value: 20 }],
      attackSteps: [{ at: { step: 0 }, value: 2 }],
    },
  },
} satisfies Partial<RunSpecInput>
const after = (events: readonly RunEvent[], step: number): RunEvent[] =>
  events.filter((event) => event.kind !== 'runResumed' && event.step >= step)
const hashOf = ({ end }: Lived): string =>
  weightsHash([...end.snapshot.weights, ...end.snapshot.optimiser])

// The reference computes slowly, so it resumes once where onnx resumes everywhere.
describe.each<[CompilerName, number[]]>([
  ['onnx', [4, 8, 16]],
  ['reference', [16]],
])('trainer/train with %s', (name, resumable) => {
  let unbroken: Lived
  beforeAll(async () => {
    unbroken = await live(name, spec)
  })

  it.each(resumable)('resumes from checkpoint %i as if it had never stopped', async (step) => {
    const resumed = await live(name, spec, { from: unbroken.checkpoints.get(step) })
    expect(hashOf(resumed)).toBe(hashOf(unbroken))
    const boundary = unbroken.events.findIndex(
      (event) => event.kind === 'checkpointSaved' && event.step === step,
    )
    expect(resumed.events.slice(1)).toEqual(unbroken.events.slice(boundary + 1))
    expect(resumed.events[0]).toMatchObject({ kind: 'runResumed', step, exact: true })
  })

  it('records how its update is computed, and the same of the run that resumes', async () => {
    const [started] = unbroken.events
    if (started?.kind !== 'runStarted') throw new Error('a run begins by starting')
    const { compileMode, graphHash } = started.engine
    expect(compileMode).toBe(name === 'onnx' ? 'live' : 'eager')
    expect(graphHash).toMatch(/^[0-9a-f]{64}$/)
    const resumed = await live(name, spec, { from: unbroken.checkpoints.get(resumable[0]) })
    expect(resumed.events[0]).toMatchObject({ engine: { compileMode, graphHash } })
  })

  it('pauses at a step boundary with a checkpoint and continues to the same weights', async () => {
    const paused = await live(name, spec, { wish: 'pause', stopAt: 9 })
    expect(paused.end).toMatchObject({ kind: 'paused', snapshot: { step: 9 } })
    expect(paused.events.at(-1)).toMatchObject({ kind: 'checkpointSaved', step: 9, final: false })
    const resumed = await live(name, spec, { from: paused.end.snapshot })
    expect(hashOf(resumed)).toBe(hashOf(unbroken))
    expect(after(resumed.events, 10)).toEqual(after(unbroken.events, 10))
  })
})

describe('trainer/train', () => {
  it('saves a checkpoint when asked, and goes on to the weights of a run that was not', async () => {
    const unbroken = await live('onnx', spec)
    const asked = await live('onnx', spec, { wish: 'checkpoint', stopAt: 9, once: true })
    expect(asked.events).toContainEqual(
      expect.objectContaining({ kind: 'checkpointSaved', step: 9, final: false }),
    )
    expect(hashOf(asked)).toBe(hashOf(unbroken))
    const resumed = await live('onnx', spec, { from: asked.checkpoints.get(9) })
    expect(hashOf(resumed)).toBe(hashOf(unbroken))
  })

  it('is a function of the spec: twice the same run, bit for bit', async () => {
    const unbroken = await live('onnx', spec)
    const again = await live('onnx', spec)
    expect(hashOf(again)).toBe(hashOf(unbroken))
    expect(again.events).toEqual(unbroken.events)
    const other = await live('onnx', specOf({ seed: 1 }))
    expect(hashOf(other)).not.toBe(hashOf(unbroken))
  })

  it('learns: the loss falls and the held-out bars are told apart', async () => {
    const calm = specOf({ curriculum: { lanes: {} }, epochs: 8, probe: { count: 18 } })
    const { events } = await live('onnx', calm)
    const losses = events.flatMap((event) =>
      event.kind === 'stepsFinished' ? [event.metrics.loss ?? NaN] : [],
    )
    expect(losses.at(-1)).toBeLessThan(losses[0] / 2)
    const last = events.findLast((event) => event.kind === 'epochFinished')
    expect(last?.metrics.cleanAccuracy).toBeGreaterThan(0.8)
  })

  it('tells what happened in order', async () => {
    const { events, end } = await live('onnx', spec)
    const told = (kind: RunEvent['kind']): number[] =>
      events.flatMap((event) => (event.kind === kind ? [event.step] : []))
    expect(events[0]).toMatchObject({ kind: 'runStarted', step: 0, totalSteps: 18 })
    expect(told('epochFinished')).toEqual([6, 12, 18])
    expect(told('stageEntered')).toEqual([0, 7])
    expect(told('checkpointSaved')).toEqual([4, 8, 12, 16, 18])
    expect(told('stepsFinished')).toEqual(Array.from({ length: 18 }, (_, i) => i + 1))
    expect(events.at(-1)).toMatchObject({ kind: 'checkpointSaved', step: 18, final: true })
    expect(end.kind).toBe('finished')
    expect(end.snapshot.step).toBe(18)
  })

  it('counts the images of a short last batch, and probes what the spec asks for', async () => {
    const { events } = await live('onnx', specOf({ ...brief }))
    const images = events.flatMap((event) => (event.kind === 'stepsFinished' ? [event.images] : []))
    expect(images).toEqual([8, 8, 8, 8, 8, 2])
    const epoch = events.find((event) => event.kind === 'epochFinished')
    expect(Object.keys(epoch?.metrics ?? {})).toEqual([
      'cleanAccuracy',
      'adversarialAccuracy',
      'spatialAccuracy',
    ])
  })

  it('is cancelled before its first step with a checkpoint of step 0', async () => {
    const { end, events } = await live('onnx', spec, { wish: 'cancel', stopAt: 0 })
    expect(end.kind).toBe('cancelled')
    expect(events.map(({ kind }) => kind)).toEqual(['runStarted', 'checkpointSaved'])
  })

  it('names step, lanes and the last good checkpoint when the loss stops being a number', async () => {
    const rates = [
      { at: { step: 0 }, value: 0.001 },
      { at: { step: 5 }, value: 10 },
    ]
    const wild = specOf({
      curriculum: { lanes: { learningRate: rates } },
      optimiser: { kind: 'sgd', momentum: 0.99, weightDecay: 10 },
      epochs: 12,
      checkpointEverySteps: 5,
    })
    const message = /step \d+ \(epsilon 0, .*learningRate 10.*checkpoint is of step \d+/
    await expect(live('onnx', wild)).rejects.toThrow(message)
    await expect(live('onnx', wild)).rejects.toMatchObject({ code: 'run.diverged' })
  })

  it('neither probes nor saves weights that are no numbers', async () => {
    const broken = specOf({
      ...brief,
      batchSize: 42,
      curriculum: {},
      optimiser: { kind: 'sgd', weightDecay: 1e43 },
    })
    await expect(live('onnx', broken)).rejects.toThrow(/conv1\/kernel" stopped .* in step 0/)
  })

  it.each([
    { loss: { kind: 'trades', beta: 2 } as const },
    { loss: { kind: 'mart' } as const },
    { loss: { kind: 'cross-entropy', labelSmoothing: 0.1 } as const },
    { order: 'adversarial-through-spatial' } as const,
    { optimiser: { kind: 'sgd' } as const },
    { attack: { norm: 'l2' } as const },
  ])('gives nearly the same run on both engines: %o', async (changes) => {
    const short = specOf({ ...brief, probe: { count: 1 }, ...changes })
    const [a, b] = [await live('onnx', short), await live('reference', short)]
    a.end.snapshot.weights.forEach(({ values }, at) => {
      const other = b.end.snapshot.weights[at].values
      values.forEach((value, i) => expect(Math.abs(value - other[i])).toBeLessThan(2e-3))
    })
  })

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    await live('reference', specOf({ ...brief }))
    await live('onnx', specOf({ ...brief, loss: { kind: 'trades' } }))
    expect(tf.memory().numTensors).toBe(before)
  })
})
