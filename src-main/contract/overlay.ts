import { z } from 'zod'
import { bandKinds } from '#comparison'
import { runId } from './run-id.ts'

/**
 * What metrics are drawn over: training steps, epochs, seconds at work, seconds since the start with
 * pauses, or how hard the curriculum was at the time (ε, ± degrees).
 */
export const overlayAxes = ['step', 'epoch', 'active', 'wall', 'epsilon', 'rotation'] as const
export type OverlayAxis = (typeof overlayAxes)[number]

export const overlayRequestSchema = z.strictObject({
  /** Runs that are one line: one, or those of a group. */
  groups: z.array(z.array(runId).min(1)).min(1),
  metric: z.string().min(1),
  over: z.enum(overlayAxes),
  /** How wide the plot is: no more points are answered than it can show. */
  pixels: z.int().min(50).max(4000),
  /** The part of the axis that is looked at; all of it without them. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** Weight of what came before in the moving average; 0 for none. */
  smoothing: z.number().min(0).max(0.999),
  band: z.enum(bandKinds),
})
export type OverlayRequest = z.infer<typeof overlayRequestSchema>

const numbers = z.array(z.number())

/** One line, thinned to the lowest and highest point of each pixel. */
export const overlayCurveSchema = z.object({
  group: runId,
  /** Runs behind it: most at any place. */
  count: z.int(),
  x: numbers,
  y: numbers,
  /** Ends of the band, where there is one. */
  low: numbers.nullable(),
  high: numbers.nullable(),
  /** The line before it was smoothed, where it was. */
  raw: z.object({ x: numbers, y: numbers }).nullable(),
})

export const overlaySchema = z.object({
  /** The whole axis, whatever part is looked at; null without a point. */
  domain: z.tuple([z.number(), z.number()]).nullable(),
  curves: z.array(overlayCurveSchema),
})
export type Overlay = z.infer<typeof overlaySchema>
