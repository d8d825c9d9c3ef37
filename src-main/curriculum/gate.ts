import { z } from 'zod'

/** What a probe measures during training, and a gate may wait for. Stored: add, never rename. */
export const probeMetrics = ['cleanAccuracy', 'adversarialAccuracy', 'spatialAccuracy'] as const
export type ProbeMetric = (typeof probeMetrics)[number]

const reachesSchema = z.strictObject({
  value: z.number().min(0).max(1),
  /** `rising` opens at the value or above it, `falling` at the value or below it. */
  direction: z.enum(['rising', 'falling']).default('rising'),
})

const plateauSchema = z.strictObject({
  /** How long the metric must not have risen. */
  epochs: z.number().positive(),
  /** A rise above the stage's best by no more than this is none. */
  tolerance: z.number().min(0).max(1).default(0),
})

/** The condition on a probe metric that ends a stage; its limit is the stage's own end. */
export const gateSchema = z.union([
  z.strictObject({ metric: z.enum(probeMetrics), reaches: reachesSchema }),
  z.strictObject({ metric: z.enum(probeMetrics), plateau: plateauSchema }),
])
export type Gate = z.infer<typeof gateSchema>

/** A gated stage that a run left before its limit, and the run's step at which it did. */
export interface OpenedGate {
  readonly stage: string
  readonly step: number
}

/** The gates that have opened in a run, in order: events of it, kept in its checkpoints. */
export type Gates = readonly OpenedGate[]

/** A gate's condition in words: "clean accuracy ≥ 0.9". */
export function describeGate(gate: Gate): string {
  const metric = gate.metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  if ('reaches' in gate) {
    const { value, direction } = gate.reaches
    return `${metric} ${direction === 'rising' ? '≥' : '≤'} ${value}`
  }
  const { epochs, tolerance } = gate.plateau
  const by = tolerance > 0 ? ` by more than ${tolerance}` : ''
  return `no rise of ${metric}${by} for ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
}
