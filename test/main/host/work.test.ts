import { describe, expect, it } from 'vitest'
import { runSpecSchema, type RunSpec } from '#spec'
import { workOf } from '../../../src-main/host/work.ts'
import { tinySpec } from './tiny-spec.ts'

/** A hundred steps: a quiet half, and one that attacks. */
function specWith(curriculum: object): RunSpec {
  const dataset = { source: { kind: 'digits' }, train: 1000, test: 50 }
  return runSpecSchema.parse({ ...tinySpec, dataset, batchSize: 10, epochs: 1, curriculum })
}

const lanes = {
  epsilon: [
    { at: { share: 0 }, value: 0 },
    { at: { share: 0.5 }, value: 0.1 },
  ],
  attackSteps: [{ at: { share: 0 }, value: 4 }],
}

describe('host/work', () => {
  it('weighs a step by its passes', () => {
    const work = workOf(specWith({ name: 'half', lanes }))
    // One forward and one backward; with the attack five of each.
    expect([0, 10, 50, 60, 100].map(work)).toEqual([0, 30, 150, 300, 900])
    expect(work(1000)).toBe(900)
  })

  it('counts steps alike where a gate may move what lies behind it', () => {
    const gate = { metric: 'cleanAccuracy', plateau: { epochs: 1 } }
    const stages = [{ name: 'first', from: { share: 0 }, to: { share: 0.5 }, gate }]
    const work = workOf(specWith({ name: 'gated', lanes, stages }))
    expect([0, 10, 100].map(work)).toEqual([0, 10, 100])
  })
})
