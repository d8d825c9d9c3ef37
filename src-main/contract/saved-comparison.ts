import { z } from 'zod'
import { bandKinds } from '#comparison'
import { groupings } from './comparison.ts'
import { overlayAxes } from './overlay.ts'
import { runId } from './run-id.ts'

/** Accuracies that make an axis of the trade-off. */
export const tradeOffAxes = ['clean', 'adversarial', 'spatial'] as const
export type TradeOffAxis = (typeof tradeOffAxes)[number]

/** What a comparison shows of its runs: all that its address says. */
export const comparisonViewSchema = z.strictObject({
  grouping: z.enum(groupings).optional(),
  /** A run of the group that the others are measured against. */
  baseline: runId.optional(),
  /** Groups switched off in all panels, each by its first run. */
  hidden: z.array(runId).default([]),
  /** Metrics drawn over training; the screen chooses without them. */
  metrics: z.array(z.string()).optional(),
  over: z.enum(overlayAxes).default('step'),
  /** Noise hides a course; the raw line stays behind it. */
  smoothing: z.number().min(0).max(0.999).default(0.6),
  band: z.enum(bandKinds).default('sd'),
  /** Across and up; the third accuracy is the size of the marks. */
  tradeOff: z
    .tuple([z.enum(tradeOffAxes), z.enum(tradeOffAxes)])
    .default(['spatial', 'adversarial']),
})
export type ComparisonView = z.infer<typeof comparisonViewSchema>

export const savedComparisonSchema = z.object({
  id: z.string(),
  name: z.string(),
  runs: z.array(runId),
  view: comparisonViewSchema,
  updatedAt: z.number(),
})
export type SavedComparison = z.infer<typeof savedComparisonSchema>

/** Without an id a new comparison is kept. */
export const saveComparisonSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(120),
  runs: z.array(runId).min(2),
  view: comparisonViewSchema,
})
export type ComparisonDraft = z.infer<typeof saveComparisonSchema>
