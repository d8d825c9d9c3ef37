import { z } from 'zod'
import { rotationSchema, translationSchema } from '#threat'

/** Small evaluations during training, on the first `count` test examples of the split. */
export const probeSpecSchema = z.strictObject({
  everyEpochs: z.int().min(1).default(1),
  /** Probes between epoch ends too, after every so many steps; left out, there are none. */
  everySteps: z.int().min(1).optional(),
  count: z.int().min(1).default(256),
  epsilon: z.number().min(0).default(0),
  attackSteps: z.int().min(1).default(10),
  rotation: rotationSchema.default(0),
  translation: translationSchema.default(0),
})
export type ProbeSpec = z.infer<typeof probeSpecSchema>
