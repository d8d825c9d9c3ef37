import { z } from 'zod'
import { base } from './base.ts'
import { figureSpecSchema, plotSchema } from './figure-document.ts'
import { runId } from './run-id.ts'
import { curveScoreSchema } from './run.ts'

const figureName = z.string().trim().min(1).max(120)
const ofFigure = z.strictObject({ id: z.string().min(1) })

/** A run by its name when the figure was saved: it may be gone since. */
const namedRunSchema = z.object({ id: runId, name: z.string() })

const figureEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(plotSchema.options.map(({ shape }) => shape.kind.value)),
  runs: z.array(namedRunSchema),
  createdAt: z.number(),
  updatedAt: z.number(),
})
export type FigureEntry = z.infer<typeof figureEntrySchema>

/** A figure that was saved. */
export const figureDocumentSchema = figureEntrySchema.extend({ spec: figureSpecSchema })
export type FigureDocument = z.infer<typeof figureDocumentSchema>

/** Most pixels to a CSS px that a picture has: 8 is 768 to an inch. */
export const largestScale = 8

const drawRequestSchema = z.strictObject({
  /** One that was saved, or one that was not yet. */
  figure: z.union([ofFigure, z.strictObject({ spec: figureSpecSchema })]),
  /** Pixels to a 96th of an inch of the PNG; none is made without it. */
  png: z.int().min(1).max(largestScale).optional(),
})

const named = z.object({ key: z.string(), title: z.string() })

const drawnFigureSchema = z.object({
  svg: z.string(),
  /** Every number drawn. */
  csv: z.string(),
  /** As large as it became, in cm: a table is as high as its words need. */
  size: z.object({ width: z.number(), height: z.number() }),
  /** A table as texts to paste; null of anything else. */
  texts: z.object({ markdown: z.string(), latex: z.string() }).nullable(),
  png: z.base64().nullable(),
  /** Runs of the figure that are not there any more; it is drawn without them. */
  missing: z.array(namedRunSchema),
  /** Why some of its numbers must not be compared, each in a sentence. */
  warnings: z.array(z.string()),
  /** Its groups, those left out among them, as the legend calls them. */
  groups: z.array(z.object({ id: runId, label: z.string(), runs: z.array(runId) })),
  /** What else its runs have to plot. */
  metrics: z.array(z.string()),
  curves: z.array(z.object({ over: curveScoreSchema.shape.over, label: z.string() })),
  heatmaps: z.array(z.string()),
  axes: z.array(named),
  measures: z.array(named),
})
export type DrawnFigure = z.infer<typeof drawnFigureSchema>

/** Figures for print: kept with the ids of their runs, and drawn anew whenever they are asked for. */
export const figureProcedures = {
  /** Last changed first. */
  list: base.output(z.array(figureEntrySchema)),
  get: base.input(ofFigure).output(figureDocumentSchema),
  /** Without an id a new figure is kept. */
  save: base
    .input(z.strictObject({ id: z.string().optional(), name: figureName, spec: figureSpecSchema }))
    .output(figureDocumentSchema),
  rename: base.input(ofFigure.extend({ name: figureName })).output(figureDocumentSchema),
  remove: base.input(ofFigure).output(z.strictObject({})),
  draw: base.input(drawRequestSchema).output(drawnFigureSchema),
}
