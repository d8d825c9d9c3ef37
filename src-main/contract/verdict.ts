import { z } from 'zod'
import { outcomes } from '#study'

/** What the finished runs of a claim come to, in words; computed from their predictions. */
export const claimVerdictSchema = z.object({
  /** One for each metric. */
  findings: z.array(
    z.object({
      /** `accuracy under the perturbation` */
      by: z.string(),
      outcome: z.enum(outcomes),
      /** `does not hold` */
      finding: z.string(),
      /** `of 8 tests, 7 hold and 1 is inside the noise` */
      tests: z.string(),
    }),
  ),
  /** Runs, what they were measured under, and the rule, in sentences. */
  basis: z.array(z.string()),
})
export type ClaimVerdict = z.infer<typeof claimVerdictSchema>
