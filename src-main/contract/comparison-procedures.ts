import { z } from 'zod'
import { base } from './base.ts'
import { disagreementRequestSchema, disagreementsSchema } from './disagreement.ts'
import { overlayRequestSchema, overlaySchema } from './overlay.ts'
import { saveComparisonSchema, savedComparisonSchema } from './saved-comparison.ts'

/** Saved comparisons, and what a comparison is asked beyond its table. */
export const comparisonProcedures = {
  /** Last changed first. */
  list: base.output(z.array(savedComparisonSchema)),
  save: base.input(saveComparisonSchema).output(savedComparisonSchema),
  remove: base.input(z.strictObject({ id: z.string() })).output(z.strictObject({})),
  /** One metric of several groups, thinned to what a plot of that width can show. */
  overlay: base.input(overlayRequestSchema).output(overlaySchema),
  /** Images that the groups do not answer alike. */
  disagreements: base.input(disagreementRequestSchema).output(disagreementsSchema),
}
