import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { runSpecSchema } from '#spec'
import { base } from './base.ts'
import {
  browseRequestSchema,
  browseSchema,
  curvePointSchema,
  curveRequestSchema,
  heatmapRequestSchema,
  heatmapRowSchema,
  laboratoryChoiceSchema,
  lookRequestSchema,
  lookSchema,
  previewRequestSchema,
  previewSchema,
  turnRequestSchema,
  turnSchema,
} from './laboratory.ts'

/** Questions about a model that is kept ready; a newer one of the same line ends the older. */
export const laboratoryProcedures = {
  /** Checkpoints there are to ask, the newest of each run; those that suit the spec come first. */
  models: base
    .input(z.strictObject({ spec: runSpecSchema.optional() }))
    .output(z.array(laboratoryChoiceSchema)),
  preview: base.input(previewRequestSchema).output(previewSchema),
  browse: base.input(browseRequestSchema).output(browseSchema),
  look: base.input(lookRequestSchema).output(lookSchema),
  turn: base.input(turnRequestSchema).output(turnSchema),
  /** A row at a time; long for many images, and cancelled by leaving the stream. */
  heatmap: base.input(heatmapRequestSchema).output(eventIterator(heatmapRowSchema)),
  /** A portion at a time, likewise. */
  curve: base.input(curveRequestSchema).output(eventIterator(curvePointSchema)),
}
