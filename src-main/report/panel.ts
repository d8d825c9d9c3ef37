import { z } from 'zod'
import { laneNames } from '#curriculum'
import { sizes } from '#study'

/** Numbers that a table of runs can show, as comparisons call them. */
export const panelMetrics = [
  'clean',
  'adversarial',
  'spatial',
  'worstCase',
  'adversarialInvariance',
  'spatialInvariance',
  'activeSeconds',
] as const

const id = z.string().min(1).max(64)
const runs = z.array(id).min(1).max(200)
/** Runs that differ in seed and name alone as one, or each by itself. */
const grouping = z.enum(['seeds', 'none'])

/** Longest text of a report, in UTF-16 units: some hundred pages. */
export const longestReport = 200_000

/** What every panel may say. Fields are part of people's texts: add, never rename. */
const every = {
  title: z.string().min(1).max(300).optional(),
  /** What was kept when it was frozen; without it the panel is live. */
  frozen: id.optional(),
}

export const panelSpecSchema = z.discriminatedUnion('panel', [
  z.strictObject({
    panel: z.literal('table'),
    runs,
    metrics: z.array(z.enum(panelMetrics)).min(1).optional(),
    grouping: grouping.optional(),
    ...every,
  }),
  z
    .strictObject({
      panel: z.literal('comparison'),
      /** A saved comparison; or the runs themselves. */
      comparison: id.optional(),
      runs: runs.optional(),
      grouping: grouping.optional(),
      baseline: id.optional(),
      ...every,
    })
    .refine((spec) => (spec.comparison === undefined) !== (spec.runs === undefined), {
      message: 'names neither or both; either "comparison" (a saved one) or "runs" belongs here',
      path: ['comparison'],
    }),
  z.strictObject({
    panel: z.literal('curriculum'),
    runs,
    /** Those that differ from 0 unless named. */
    lanes: z.array(z.enum(laneNames)).min(1).optional(),
    ...every,
  }),
  z.strictObject({
    panel: z.literal('figure'),
    /** One that was saved. */
    figure: id,
    ...every,
  }),
  z.strictObject({
    panel: z.literal('verdict'),
    study: z.string().min(1).max(120),
    size: z.enum(sizes).default('digits'),
    ...every,
  }),
])

/** A panel as the text asks for it: the JSON in a fenced block of the language `cusp`. */
export type PanelSpec = z.infer<typeof panelSpecSchema>
export type PanelKind = PanelSpec['panel']

/** The block of text that asks for a panel; `readReport` reads it back. */
export function panelText(spec: z.input<typeof panelSpecSchema>): string {
  return `\`\`\`cusp\n${JSON.stringify(spec, null, 1).replace(/\n\s*/g, ' ')}\n\`\`\``
}
