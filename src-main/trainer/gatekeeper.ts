import type { Gate, ResolvedStage } from '#curriculum'
import type { Memory } from './memory.ts'
import type { Metrics, RunEvent } from './run-event.ts'

type Seen = NonNullable<Memory['seen']>

/** A step boundary as a gate sees it. */
export interface Boundary {
  /** Updates done. */
  readonly step: number
  readonly stepsPerEpoch: number
  /** The stage of the update just done, if it lay in one. */
  readonly stage: ResolvedStage | undefined
  /** Whether that update was the stage's last as drawn. */
  readonly isLimit: boolean
  /** Of the probe made at this boundary; empty where none was. */
  readonly metrics: Metrics
}

export interface Verdict {
  readonly memory: Memory
  readonly opened?: Omit<Extract<RunEvent, { kind: 'gateReached' }>, 'totalSteps'>
  readonly missed?: Extract<RunEvent, { kind: 'gateMissed' }>
}

/** Decides whether the present stage's gate opens here, and what to remember of it. */
export function atGate(memory: Memory, at: Boundary): Verdict {
  const { step, stage, metrics } = at
  if (stage?.gate === undefined) return { memory }
  const { metric } = stage.gate
  const value = metrics[metric]
  const seen = value === undefined ? memory.seen : looked(stage.gate, memory.seen, value, step)
  if (value !== undefined && seen && opens(stage.gate, seen, at)) {
    const gates = [...memory.gates, { stage: stage.name, step }]
    const opened = { kind: 'gateReached', step, stage: stage.name, metric, value } as const
    return { memory: { ...memory, gates, seen: undefined }, opened }
  }
  if (!at.isLimit) return { memory: { ...memory, seen } }
  const missed = { kind: 'gateMissed', step, stage: stage.name, metric } as const
  return {
    memory: { ...memory, seen: undefined },
    missed: { ...missed, value: seen?.last ?? null },
  }
}

/**
 * Adds a probe to what a gate has seen. As in PyTorch's ReduceLROnPlateau (absolute mode), a rise
 * within the tolerance moves neither the best nor its step.
 */
function looked(gate: Gate, seen: Seen | undefined, value: number, step: number): Seen {
  const tolerance = 'plateau' in gate ? gate.plateau.tolerance : 0
  if (seen && value <= seen.best + tolerance) return { ...seen, last: value }
  return { last: value, best: value, bestStep: step }
}

/** A plateau counts from the first probe of the stage on. */
function opens(gate: Gate, { last, bestStep }: Seen, { step, stepsPerEpoch }: Boundary): boolean {
  if ('plateau' in gate) return step - bestStep >= gate.plateau.epochs * stepsPerEpoch
  const { value, direction } = gate.reaches
  return direction === 'rising' ? last >= value : last <= value
}
