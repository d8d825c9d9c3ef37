import { z } from 'zod'
import { blockSchema, longestReport, panelContentSchema, panelSpecSchema } from '#report'
import { base } from './base.ts'

export const reportEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Rises by one with every text that is kept. */
  version: z.int(),
  updatedAt: z.number(),
})
export type ReportEntry = z.infer<typeof reportEntrySchema>

export const reportSchema = reportEntrySchema.extend({ text: z.string() })
export type Report = z.infer<typeof reportSchema>

/** A text, read: its parts, and what each of its panels asks for or does wrong. */
export const renderedReportSchema = z.object({
  blocks: z.array(blockSchema),
  panels: z.array(
    z.object({
      from: z.int(),
      to: z.int(),
      line: z.int(),
      spec: panelSpecSchema.nullable(),
      problem: z.object({ line: z.int(), text: z.string() }).nullable(),
    }),
  ),
})
export type RenderedReport = z.infer<typeof renderedReportSchema>

/** What a panel shows. */
export const panelViewSchema = z.object({
  content: panelContentSchema,
  /** When it was frozen; null where it is live. */
  frozenAt: z.number().nullable(),
  /** Of a frozen panel, what has changed since; null where that was not asked. */
  changes: z
    .array(
      z.object({
        table: z.string(),
        row: z.string(),
        column: z.string(),
        was: z.string().nullable(),
        now: z.string().nullable(),
      }),
    )
    .nullable(),
})
export type PanelView = z.infer<typeof panelViewSchema>

export const reportFormats = ['html', 'markdown', 'latex'] as const
export type ReportFormat = (typeof reportFormats)[number]

const id = z.string().min(1).max(64)
const name = z.string().trim().min(1).max(200)
const text = z.string().max(longestReport)
const ofReport = z.strictObject({ id })
const ofPanel = z.strictObject({ id, spec: panelSpecSchema })

/** Reports: text with panels that show runs. */
export const reportProcedures = {
  /** Last changed first. */
  list: base.output(z.array(reportEntrySchema)),
  get: base.input(ofReport).output(reportSchema),
  create: base.input(z.strictObject({ name, text })).output(reportSchema),
  /** Keeps a text; `version` is the one it was made from, and is refused where it is not the newest. */
  save: base.input(z.strictObject({ id, text, version: z.int().min(1) })).output(reportSchema),
  rename: base.input(z.strictObject({ id, name })).output(reportSchema),
  remove: base.input(ofReport).output(z.strictObject({})),
  /** Puts a panel at the end of a report. */
  append: base.input(ofPanel).output(reportSchema),
  /** Reads a text, whether it is kept or not. */
  render: base.input(z.strictObject({ text })).output(renderedReportSchema),
  /** What a panel of a report shows; `compare` sets a frozen one beside what it would show now. */
  panel: base
    .input(ofPanel.extend({ compare: z.boolean().default(false) }))
    .output(panelViewSchema),
  /** Keeps what a panel shows now; the text names it by the key from then on. */
  freeze: base.input(ofPanel).output(z.object({ key: z.string(), view: panelViewSchema })),
  /** The report as one document; `folder` is where a Markdown text finds its pictures. */
  export: base
    .input(
      z.strictObject({
        id,
        format: z.enum(reportFormats),
        folder: z.string().max(200).default('figures'),
        /** The moment it says it was written at; now without it. */
        at: z.number().optional(),
      }),
    )
    .output(
      z.object({
        text: z.string(),
        assets: z.array(z.object({ name: z.string(), svg: z.string() })),
        /** Why panels show nothing. */
        problems: z.array(z.string()),
      }),
    ),
  /** As PDF, printed by a Chromium of the host's machine. */
  pdf: base
    .input(z.strictObject({ id, at: z.number().optional() }))
    .output(z.object({ pdf: z.string() })),
}
