import { z } from 'zod'
import { comparisonViewSchema, figureSpecSchema } from '#contract'
import { longestReport, panelContentSchema } from '#report'
import { runSpecSchema } from '#spec'
import { id } from './run-document.ts'

const name = z.string().min(1).max(1_000)
const time = z.int().min(0)

/** A saved curriculum with its kept states, oldest first. */
export const curriculumDocumentSchema = z.strictObject({
  id,
  name,
  spec: runSpecSchema,
  updatedAt: time,
  /** The curriculum it was copied from. */
  parent: id.nullable(),
  versions: z
    .array(z.strictObject({ number: z.int().min(1), name, spec: runSpecSchema, savedAt: time }))
    .max(1_000),
})
export type CurriculumDocument = z.infer<typeof curriculumDocumentSchema>

export const comparisonDocumentSchema = z.strictObject({
  id,
  name,
  runs: z.array(z.string().min(1).max(64)).min(1).max(10_000),
  view: comparisonViewSchema,
  updatedAt: time,
})
export type ComparisonDocument = z.infer<typeof comparisonDocumentSchema>

export const figureDocumentSchema = z.strictObject({
  id,
  name,
  spec: figureSpecSchema,
  /** Its runs by their names when it was saved. */
  runs: z.array(z.strictObject({ id: z.string().min(1).max(64), name })).max(10_000),
  createdAt: time,
  updatedAt: time,
})
export type FigureDocument = z.infer<typeof figureDocumentSchema>

/** A report as it was typed, and what those of its panels show that are frozen, by their keys. */
export const reportDocumentSchema = z.strictObject({
  id,
  name,
  text: z.string().max(longestReport),
  version: z.int().min(1),
  updatedAt: time,
  panels: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(64),
        frozenAt: time,
        content: panelContentSchema,
      }),
    )
    .max(1_000),
})
export type ReportDocument = z.infer<typeof reportDocumentSchema>
