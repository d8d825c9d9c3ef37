import { z } from 'zod'
import { bandKinds } from '#comparison'
import { laneNames } from '#curriculum'
import { columnWidths, paletteNames } from '#figure'
import { groupings } from './comparison.ts'
import { overlayAxes } from './overlay.ts'
import { runId } from './run-id.ts'
import { curveScoreSchema } from './run.ts'
import { tradeOffAxes } from './saved-comparison.ts'

const accuracy = z.enum(tradeOffAxes)

/** What a figure plots of its runs. */
export const plotSchema = z.discriminatedUnion('kind', [
  /** A metric while training. */
  z.strictObject({
    kind: z.literal('metric'),
    metric: z.string().min(1),
    over: z.enum(overlayAxes).default('step'),
    /** Weight of what came before in the moving average; 0 for none. */
    smoothing: z.number().min(0).max(0.999).default(0),
    /** Whether the line before it was smoothed stays behind. */
    raw: z.boolean().default(true),
    /** The part of the axis that is shown; all of it without. */
    from: z.number().optional(),
    to: z.number().optional(),
  }),
  /** Accuracy against how strong an attack is. */
  z.strictObject({
    kind: z.literal('robustness'),
    over: curveScoreSchema.shape.over.default('epsilon'),
    /** Which curve over that setting, as the evaluation calls it; the first without it. */
    attack: z.string().min(1).optional(),
  }),
  /** Two accuracies against each other, the third as the area of marks. */
  z.strictObject({
    kind: z.literal('tradeOff'),
    across: accuracy.default('spatial'),
    up: accuracy.default('adversarial'),
  }),
  /** Accuracy of one group minus another's over rotation × translation, a number in each cell. */
  z.strictObject({
    kind: z.literal('heatmapDifference'),
    /** Each by one of its runs; without them the first that is not the baseline, and the baseline. */
    group: runId.optional(),
    against: runId.optional(),
    /** Which heatmap, as the evaluation calls it; the first without it. */
    attack: z.string().min(1).optional(),
  }),
  /** Groups as lines over upright axes, of settings and of what was measured. */
  z.strictObject({
    kind: z.literal('parallel'),
    /** Keys of axes in their order: lanes, paths of settings, measures; those with room without. */
    axes: z.array(z.string().min(1)).min(2).max(40).optional(),
    /** Keys of axes that are turned over. */
    flipped: z.array(z.string().min(1)).max(40).default([]),
  }),
  /** What was measured as a table: groups down, measures across. */
  z.strictObject({
    kind: z.literal('table'),
    /** Keys of its measures in their order; all without. */
    metrics: z.array(z.string().min(1)).min(1).max(40).optional(),
    /** Whether the settings that differ follow. */
    settings: z.boolean().default(false),
  }),
  /** McNemar's tests as a table: what sets each group apart from one, image by image. */
  z.strictObject({
    kind: z.literal('mcnemar'),
    /** The group the others are held against, by one of its runs; the first without it. */
    against: runId.optional(),
  }),
  /** Lanes of the curricula, a panel each; those that differ from 0 unless named. */
  z.strictObject({ kind: z.literal('curriculum'), lanes: z.array(z.enum(laneNames)).optional() }),
])
export type Plot = z.infer<typeof plotSchema>
export type PlotKind = Plot['kind']

const layoutSchema = z.strictObject({
  /** Of the whole figure, in cm. */
  width: z.number().min(3).max(60).default(columnWidths.one),
  height: z.number().min(2).max(60).default(6.4),
  /** Size of the letters, in pt. */
  font: z.number().min(4).max(24).default(8),
  palette: z.enum(paletteNames).default('okabe-ito'),
})

/** A figure as its author describes it: what of which runs, and how it is printed. */
export const figureSpecSchema = z.strictObject({
  version: z.literal(1).default(1),
  runs: z.array(runId).min(1),
  grouping: z.enum(groupings).optional(),
  /** Groups left out, each by one of its runs. */
  hidden: z.array(runId).default([]),
  plot: plotSchema,
  band: z.enum(bandKinds).default('sd'),
  /** Ends of the axis upwards; round numbers around all values without. */
  y: z
    .strictObject({ from: z.number(), to: z.number() })
    .refine(({ from, to }) => from < to, 'y.from must be below y.to')
    .optional(),
  title: z.string().max(200).default(''),
  caption: z.string().max(2000).default(''),
  legend: z
    .strictObject({
      /** From the settings that differ, or the runs' own names. */
      names: z.enum(['differences', 'names']).default('differences'),
      /** What a group is called instead, by one of its runs. */
      labels: z.record(runId, z.string().max(200)).default({}),
    })
    .prefault({}),
  layout: layoutSchema.prefault({}),
})
export type FigureSpec = z.infer<typeof figureSpecSchema>
export type FigureSpecInput = z.input<typeof figureSpecSchema>

/** JSON Schema (draft 2020-12) of a figure as its author writes it. */
export function figureJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(figureSpecSchema, { io: 'input', reused: 'ref' })
  return { ...schema, title: 'Cusp figure' }
}
