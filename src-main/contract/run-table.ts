import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { sortFields } from '#query'
import { base } from './base.ts'
import { progressSchema } from './progress.ts'
import { runId } from './run-id.ts'
import { runSummarySchema } from './run.ts'

/** Most rows in one answer, most columns, most runs named in one call. */
export const mostRows = 200
const mostColumns = 40
const mostNamed = 10_000

const where = z.string().max(4_000).default('')
/** A measure as the query language writes it, as `adversarial@8/255.best`. */
const measure = z.string().min(1).max(120)

/** Which runs, in which order; `by` is a sort field or a measure. */
const orderSchema = z.strictObject({
  where,
  sort: z
    .strictObject({ by: z.string().max(120), descending: z.boolean() })
    .default({ by: 'made', descending: true }),
  /** One row for all runs that differ in seed and name alone. */
  grouped: z.boolean().default(false),
  columns: z.array(measure).max(mostColumns).default([]),
})

export const tableRequestSchema = orderSchema.extend({
  offset: z.int().min(0).default(0),
  limit: z.int().min(0).max(mostRows).default(50),
  /** The series that is drawn small in each row, by its stored name. */
  spark: z.string().max(120).nullable().default(null),
  baseline: runId.nullable().default(null),
})
export type TableRequest = z.input<typeof tableRequestSchema>

/** A number of a run or, with `sd`, its mean over the `count` runs of a group that have it. */
export const cellSchema = z.object({
  value: z.number(),
  /** Of fewer than two values there is none. */
  sd: z.number().nullable(),
  count: z.int(),
  /** The step it was measured at; null in a group whose runs differ. */
  step: z.int().nullable(),
})
export type Cell = z.infer<typeof cellSchema>

export const tableRowSchema = z.object({
  /** The run's id, or the key of a group. */
  key: z.string(),
  /** The run, or the newest of its group. */
  run: runSummarySchema,
  /** All runs of the row, newest first. */
  runs: z.array(runId),
  seeds: z.array(z.int()),
  tags: z.array(z.string()),
  collections: z.array(z.string()),
  /** The beginning of what is noted; empty where nothing is. */
  note: z.string(),
  archived: z.boolean(),
  deleted: z.boolean(),
  /** One for each column asked for; null where nothing was measured. */
  cells: z.array(cellSchema.nullable()),
  /** Lowest and highest value in spans of the run; empty where there is no such series. */
  spark: z.array(z.object({ part: z.int(), low: z.number(), high: z.number() })),
  /** Lanes of its curriculum, each as values at equal distances over the run. */
  lanes: z.array(z.object({ lane: z.string(), values: z.array(z.number()) })),
})
export type TableRow = z.infer<typeof tableRowSchema>

export const tablePageSchema = z.object({
  /** Rows there are in all: runs, or groups. */
  total: z.int(),
  /** Runs that match. */
  runs: z.int(),
  offset: z.int(),
  rows: z.array(tableRowSchema),
  baseline: tableRowSchema.nullable(),
})
export type TablePage = z.infer<typeof tablePageSchema>

/** What the runs of this folder have: for completion, columns and the filter builder. */
export const vocabularySchema = z.object({
  /** Stored names of measures; those of series alone can be drawn small. */
  measures: z.array(z.string()),
  values: z.record(z.string(), z.array(z.string())),
})

export const exportFormats = ['csv', 'markdown', 'latex'] as const
export type ExportFormat = (typeof exportFormats)[number]

const labelKind = z.enum(['tag', 'collection'])
const labelName = z.string().trim().min(1).max(80)
const named = z.array(runId).min(1).max(mostNamed)
const done = z.object({ runs: z.int() })

/** How many runs are gone; the others are deleted as before. */
export const removedSchema = z.object({ kind: z.literal('removed'), runs: z.int() })
export type Removed = z.infer<typeof removedSchema>

/** How the list of runs is looked at; kept as it was saved. */
export const viewSchema = z.strictObject({
  where,
  sort: z.strictObject({ by: z.string(), descending: z.boolean() }),
  grouped: z.boolean(),
  /** Text columns. */
  fields: z.array(z.enum(sortFields)).max(20).default(['state', 'seed', 'progress', 'made']),
  columns: z.array(z.string()).max(60),
  /** Columns whose better way is not the one their name says. */
  turned: z.array(z.string()).max(60).default([]),
  spark: z.string().nullable(),
  baseline: runId.nullable(),
})
export type View = z.infer<typeof viewSchema>
export const savedViewSchema = z.object({ id: z.string(), name: z.string(), view: viewSchema })
export type SavedView = z.infer<typeof savedViewSchema>

/** The list of runs, windowed: a screen asks for the rows it shows. */
export const tableCalls = {
  page: base.input(tableRequestSchema).output(tablePageSchema),
  /** Ids of all that match, in order. */
  ids: base.input(orderSchema).output(z.object({ runs: z.array(runId) })),
  vocabulary: base.output(vocabularySchema),
  /** The whole table as text to paste. */
  text: base
    .input(
      orderSchema.extend({
        format: z.enum(exportFormats),
        /** Text columns before the measures. */
        fields: z.array(z.enum(sortFields)).max(12).default(['name']),
        /** Runs to write alone; by default all that match. */
        runs: z.array(runId).max(mostNamed).optional(),
      }),
    )
    .output(z.object({ text: z.string(), rows: z.int() })),
}

/** What people put on runs, and where they put them. */
export const shelfCalls = {
  label: base
    .input(z.strictObject({ runs: named, kind: labelKind, name: labelName, on: z.boolean() }))
    .output(done),
  labels: base.output(z.array(z.object({ kind: labelKind, name: z.string(), runs: z.int() }))),
  /** Renames a tag or collection; a name that is taken joins the two. */
  renameLabel: base
    .input(z.strictObject({ kind: labelKind, from: labelName, to: labelName }))
    .output(z.strictObject({})),
  note: base
    .input(z.strictObject({ run: runId, notes: z.string().max(200_000) }))
    .output(z.strictObject({})),
  archive: base.input(z.strictObject({ runs: named, on: z.boolean() })).output(done),
  /** Puts runs out of sight; `on: false` restores them. */
  delete: base.input(z.strictObject({ runs: named, on: z.boolean() })).output(done),
  /** Removes runs that are deleted, and their files, for ever; whoever leaves the stream stops it. */
  purge: base
    .input(z.strictObject({ runs: named }))
    .output(eventIterator(z.discriminatedUnion('kind', [progressSchema, removedSchema]))),
}

export const viewCalls = {
  list: base.output(z.array(savedViewSchema)),
  /** Without an id a new one is made. */
  save: base
    .input(
      z.strictObject({
        id: z.string().optional(),
        name: z.string().trim().min(1).max(80),
        view: viewSchema,
      }),
    )
    .output(savedViewSchema),
  remove: base.input(z.strictObject({ id: z.string() })).output(z.strictObject({})),
}
