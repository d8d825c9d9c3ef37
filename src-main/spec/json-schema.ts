import { z } from 'zod'
import { curriculumSchema } from '#curriculum'
import { protocolSchema } from '#threat'
import { runSpecSchema } from './run-spec.ts'
import { studySchema } from './study.ts'

/** The documents people write, by the names `cusp schema` takes. */
export const schemaKinds = ['spec', 'protocol', 'curriculum', 'study'] as const
export type SchemaKind = (typeof schemaKinds)[number]

const schemas: Readonly<Record<SchemaKind, z.ZodType>> = {
  spec: runSpecSchema,
  protocol: protocolSchema,
  curriculum: curriculumSchema,
  study: studySchema,
}

/**
 * JSON Schema (draft 2020-12) of a document as people write it: fields with defaults may be left
 * out. What only code can check (units, a curve's values, a stage's order) is not in it.
 */
export function jsonSchemaOf(kind: SchemaKind): Record<string, unknown> {
  const schema = z.toJSONSchema(schemas[kind], { io: 'input', reused: 'ref' })
  return { ...schema, title: `Cusp ${kind}` }
}
