import { describe, expect, it } from 'vitest'
import { gateSchema } from '#curriculum'
import { atGate, type Boundary } from '../../../src-main/trainer/gatekeeper.ts'
import { recall, type Memory } from '../../../src-main/trainer/memory.ts'

/** The step at which a gate opens when each epoch of ten steps ends with one of these accuracies. */
function opensAt(gate: unknown, accuracies: readonly number[]): number | undefined {
  const stage = { name: 'a', from: 0, to: 1000, gate: gateSchema.parse(gate) }
  let memory: Memory = recall(undefined)
  for (const [i, cleanAccuracy] of accuracies.entries()) {
    const step = 10 * (i + 1)
    const at: Boundary = { step, stepsPerEpoch: 10, stage, isLimit: false, metrics: {} }
    // Boundaries without a probe, and a checkpoint between two probes, change nothing.
    memory = recall(JSON.stringify(atGate(memory, { ...at, step: step - 5 }).memory))
    const verdict = atGate(memory, { ...at, metrics: { cleanAccuracy, spatialAccuracy: 1 } })
    if (verdict.opened) return verdict.opened.step
    memory = verdict.memory
  }
  return undefined
}

const metric = 'cleanAccuracy'

describe('trainer/gatekeeper', () => {
  it.each([
    [{ value: 0.8 }, [0.5, 0.79, 0.8, 0.9], 30],
    [{ value: 0.8, direction: 'falling' }, [0.9, 0.81, 0.8], 30],
    [{ value: 0.8 }, [0.5, 0.79], undefined],
  ])('opens where the metric reaches %o', (reaches, accuracies, step) => {
    expect(opensAt({ metric, reaches }, accuracies)).toBe(step)
  })

  it.each([
    ['without a rise for two epochs', { epochs: 2 }, [0.5, 0.6, 0.6, 0.6], 40],
    ['falling counts as no rise', { epochs: 2 }, [0.6, 0.5, 0.4], 30],
    ['every rise starts the count again', { epochs: 2 }, [0.1, 0.1, 0.2, 0.2, 0.3], undefined],
    ['a rise within the tolerance is none', { epochs: 2, tolerance: 0.1 }, [0.5, 0.55, 0.6], 30],
    ['small rises add up', { epochs: 2, tolerance: 0.1 }, [0.5, 0.55, 0.65, 0.7], undefined],
  ])('opens at a plateau: %s', (_, plateau, accuracies, step) => {
    expect(opensAt({ metric, plateau }, accuracies)).toBe(step)
  })

  it('says what it last saw when the limit comes first, and forgets it', () => {
    const gate = gateSchema.parse({ metric, reaches: { value: 0.8 } })
    const stage = { name: 'a', from: 0, to: 30, gate }
    const at = { step: 30, stepsPerEpoch: 10, stage, isLimit: true, metrics: {} }
    const memory = { gates: [], seen: { last: 0.7, best: 0.75, bestStep: 10 } }
    const verdict = atGate(memory, at)
    expect(verdict.missed).toMatchObject({ stage: 'a', metric, value: 0.7, step: 30 })
    expect(verdict.memory).toEqual({ gates: [] })
    expect(atGate({ gates: [] }, at).missed?.value).toBeNull()
  })

  it('does nothing between stages and in stages without a gate', () => {
    const at = { step: 5, stepsPerEpoch: 10, isLimit: true, metrics: { cleanAccuracy: 1 } }
    const memory = { gates: [] }
    expect(atGate(memory, { ...at, stage: undefined })).toEqual({ memory })
    expect(atGate(memory, { ...at, stage: { name: 'a', from: 0, to: 5 } })).toEqual({ memory })
  })

  it('refuses a memory that is not one', () => {
    expect(() => recall('{"gates": 3}')).toThrow(/memory of the run that cannot be read/)
    expect(() => recall('{')).toThrow(/memory of the run that cannot be read/)
  })
})
