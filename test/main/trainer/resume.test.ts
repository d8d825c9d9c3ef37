import { describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import type { RunEvent, Snapshot } from '#trainer'
import { encodeSnapshot, decodeSnapshot } from '../../../src-main/engine/model/index.ts'
import { live, specOf } from './tiny-run.ts'

/** Each way of training that keeps something of its own from step to step. */
const trainers: [string, Partial<RunSpecInput>][] = [
  ['averaged weights', { averaging: { decay: 0.8 } }],
  ['perturbed weights', { weightPerturbation: { gamma: 0.02, fromEpoch: 2 } }],
  ['crops and mirror images', { augmentation: { crop: 1, flip: true } }],
  ['MART', { loss: { kind: 'mart' } }],
  // Step 8 is in the middle of the replays of a batch.
  [
    'three replays of each batch',
    { attack: { randomStart: false, replays: 3, stepSize: { relativeToEpsilon: 1 } } },
  ],
  [
    'the worst of three transforms, attacked through',
    { spatial: { choose: 'worst', draws: 3 }, order: 'adversarial-through-spatial' },
  ],
]

/** Every byte of a run's state. */
const bytesOf = (snapshot: Snapshot): string =>
  Buffer.from(encodeSnapshot(snapshot)).toString('hex')
const later = (events: readonly RunEvent[], step: number): RunEvent[] =>
  events.filter((event) => event.step > step)

describe.each(trainers)('trainer/train with %s', (_, changes) => {
  const spec = specOf({ ...changes, epochs: 2 })

  it('continues from a stored checkpoint as if it had never stopped, bit for bit', async () => {
    const unbroken = await live('onnx', spec)
    const kept = unbroken.checkpoints.get(8)
    if (!kept) throw new Error('There is no checkpoint of step 8.')
    const resumed = await live('onnx', spec, { from: decodeSnapshot(encodeSnapshot(kept)) })
    expect(bytesOf(resumed.end.snapshot)).toBe(bytesOf(unbroken.end.snapshot))
    expect(later(resumed.events, 8)).toEqual(later(unbroken.events, 8))
  })
})

describe('trainer/train', () => {
  it('judges the averages where it keeps some', async () => {
    // Averages that hardly move stay at chance; the weights themselves learn.
    const changes = { curriculum: { lanes: {} }, epochs: 8, probe: { count: 18 } }
    const last = async (more: Partial<RunSpecInput>): Promise<number | undefined> => {
      const { events } = await live('onnx', specOf({ ...changes, ...more }))
      return events.findLast((event) => event.kind === 'epochFinished')?.metrics.cleanAccuracy
    }
    const [own, averaged] = [await last({}), await last({ averaging: { decay: 0.9999 } })]
    expect(own).toBeGreaterThan(0.8)
    expect(averaged).toBeLessThan(0.7)
  })
})
