import { beforeAll, describe, expect, it } from 'vitest'
import type { Gate } from '#curriculum'
import type { RunSpec } from '#spec'
import type { RunEvent } from '#trainer'
import { weightsHash } from '../../../src-main/engine/model/index.ts'
import { live, specOf, type Lived } from './tiny-run.ts'

const { curriculum } = specOf()
const clean = (value: number): Gate => ({
  metric: 'cleanAccuracy',
  reaches: { value, direction: 'rising' },
})

/** Stages "calm" [0, 7) and "both" [7, 18), gated; probes after every second step, too. */
function gatedSpec(calm: Gate, both: Gate): RunSpec {
  const stages = curriculum.stages.map((stage, i) => ({ ...stage, gate: [calm, both][i] }))
  const probe = { count: 6, everySteps: 2, epsilon: 0.02, attackSteps: 1, rotation: 10 }
  return specOf({ curriculum: { ...curriculum, stages }, probe })
}
const hashOf = ({ end }: Lived): string =>
  weightsHash([...end.snapshot.weights, ...end.snapshot.optimiser])
const told = <K extends RunEvent['kind']>(events: readonly RunEvent[], kind: K) =>
  events.flatMap((event) => (event.kind === kind ? [event as Extract<RunEvent, { kind: K }>] : []))

describe('trainer/train with gates', () => {
  const open = gatedSpec(clean(0), {
    metric: 'cleanAccuracy',
    plateau: { epochs: 1, tolerance: 1 },
  })
  let unbroken: Lived
  beforeAll(async () => {
    unbroken = await live('onnx', open)
  })

  it('leaves a stage at the first probe that opens its gate, and ends earlier', () => {
    const { events, end } = unbroken
    // The first probe is after step 2: "both", drawn from 7 on, is there 5 steps earlier, so the
    // run comes to 13; its own first probe is after step 4, and an epoch without a rise ends at 10.
    expect(told(events, 'stageEntered').map(({ step }) => step)).toEqual([0, 2])
    const gates = told(events, 'gateReached').map((gate) => [gate.step, gate.totalSteps])
    expect(gates).toEqual([
      [2, 13],
      [10, 10],
    ])
    expect(end).toMatchObject({ kind: 'finished', snapshot: { step: 10 } })
    expect(told(events, 'stepsFinished').map(({ settings }) => settings.rotation)).toEqual([
      0, 0, 20, 20, 20, 20, 20, 20, 20, 20,
    ])
  })

  it.each([4, 8])('resumes from checkpoint %i as if it had never stopped', async (step) => {
    const resumed = await live('onnx', open, { from: unbroken.checkpoints.get(step) })
    expect(hashOf(resumed)).toBe(hashOf(unbroken))
    const boundary = unbroken.events.findIndex(
      (event) => event.kind === 'checkpointSaved' && event.step === step,
    )
    expect(resumed.events.slice(1)).toEqual(unbroken.events.slice(boundary + 1))
    expect(resumed.events[0]).toMatchObject({ kind: 'runResumed', totalSteps: 13 })
  })

  it.each([1, 2, 3])('resumes from a pause after step %i likewise', async (stopAt) => {
    const paused = await live('onnx', open, { wish: 'pause', stopAt })
    const resumed = await live('onnx', open, { from: paused.end.snapshot })
    expect(hashOf(resumed)).toBe(hashOf(unbroken))
    const later = (events: readonly RunEvent[]) => events.filter(({ step }) => step > stopAt)
    expect(later(resumed.events)).toEqual(later(unbroken.events))
  })

  it('with gates that stay shut is the run without gates, and says what was missed', async () => {
    const never: Gate = { metric: 'spatialAccuracy', plateau: { epochs: 99, tolerance: 0 } }
    const shut = await live('onnx', gatedSpec(never, never))
    const free = await live('onnx', specOf())
    expect(hashOf(shut)).toBe(hashOf(free))
    const missed = told(shut.events, 'gateMissed')
    expect(missed.map(({ step, stage }) => [step, stage])).toEqual([
      [7, 'calm'],
      [18, 'both'],
    ])
    expect(missed.map(({ value }) => typeof value)).toEqual(['number', 'number'])
    const kept = ['stepsFinished', 'stageEntered', 'epochFinished', 'checkpointSaved']
    const common = ({ events }: Lived) => events.filter(({ kind }) => kept.includes(kind))
    expect(common(shut)).toEqual(common(free))
  })
})
