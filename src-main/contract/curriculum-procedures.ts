import { z } from 'zod'
import { runSpecSchema } from '#spec'
import { base } from './base.ts'
import { curriculumDocumentSchema, curriculumEntrySchema } from './document.ts'

/** A state of a saved curriculum; numbers rise from 1 with each save that changed something. */
export const curriculumVersionSchema = z.object({
  number: z.int(),
  name: z.string(),
  spec: runSpecSchema,
  savedAt: z.number(),
})
export type CurriculumVersion = z.infer<typeof curriculumVersionSchema>

/** How fast this machine has trained such a network, from runs of it. */
export const trainingSpeedSchema = z.object({
  /** Images through the network a second, forward and backward passes counted alike. */
  passesPerSecond: z.number(),
  /** Half the difference of the fastest and the slowest run; 0 for a single one. */
  spread: z.number(),
  runs: z.int(),
})
export type TrainingSpeed = z.infer<typeof trainingSpeedSchema>

const ofCurriculum = z.strictObject({ id: z.string() })
const nothing = z.strictObject({})
/** Longest text of a sitting: some hundred steps of a curriculum with hundreds of keys. */
const longestSitting = 4_000_000

/** What may be asked about saved curricula. */
export const curriculumProcedures = {
  list: base.output(z.array(curriculumEntrySchema)),
  get: base.input(ofCurriculum).output(curriculumDocumentSchema),
  /** Without an id a new document is made; `parent` is what it was copied from. */
  save: base
    .input(
      z.strictObject({
        id: z.string().optional(),
        name: z.string().min(1),
        spec: runSpecSchema,
        parent: z.string().optional(),
      }),
    )
    .output(curriculumDocumentSchema),
  remove: base.input(ofCurriculum).output(nothing),
  /** Newest first. */
  versions: base.input(ofCurriculum).output(z.array(curriculumVersionSchema)),
  /** The undo steps an editor last left, as it wrote them; null where it left none. */
  sitting: base.input(ofCurriculum).output(z.object({ sitting: z.string().nullable() })),
  keepSitting: base
    .input(z.strictObject({ id: z.string(), sitting: z.string().max(longestSitting) }))
    .output(nothing),
  /** From runs of the same network on the same images; null where there is none yet. */
  speed: base
    .input(z.strictObject({ spec: runSpecSchema }))
    .output(z.object({ speed: trainingSpeedSchema.nullable() })),
}
