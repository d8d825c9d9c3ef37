import { z } from 'zod'
import { rotationSchema, translationSchema } from '#threat'

/** Small evaluations during training, on the first `count` test examples of the split. */
export const probeSpecSchema = z.strictObject({
  everyEpochs: z.int().min(1).default(1),
  /** Probes between epoch ends too, after every so many steps; left out, there are none. */
  everySteps: z.int().min(1).optional(),
  /** Left out, `usualCount`, or all test examples where there are fewer. */
  count: z.int().min(1).optional(),
  epsilon: z.number().min(0).default(0),
  attackSteps: z.int().min(1).default(10),
  rotation: rotationSchema.default(0),
  translation: translationSchema.default(0),
})
type Written = z.infer<typeof probeSpecSchema>
export type ProbeSpec = Written & { readonly count: number }

const usualCount = 256

/**
 * The probe with its count.
 * @param test examples there are; of a run that trains nothing it is not asked, as nothing is probed:
 *   the specs of imported models keep the count, and with it the hash, that they always had.
 */
export function probeWithCount(probe: Written, epochs: number, test: number): ProbeSpec {
  return {
    ...probe,
    count: probe.count ?? (epochs === 0 ? usualCount : Math.min(usualCount, test)),
  }
}
