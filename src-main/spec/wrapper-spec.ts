import { z } from 'zod'

/** Random crops and mirror images of training examples, before any perturbation. */
export const augmentationSchema = z.strictObject({
  /** Pixels of black added on every side, from which a crop of the old size is cut. */
  crop: z.int().min(0).max(64).default(0),
  /** Whether half of all examples are mirrored, left to right. */
  flip: z.boolean().default(false),
})
export type Augmentation = z.infer<typeof augmentationSchema>

/**
 * Exponential moving average of all weights, a ← decay · a + (1 − decay) · w after each update from
 * the first weights on. Where there is one, it is what probes and evaluations judge.
 */
export const averagingSchema = z.strictObject({ decay: z.number().min(0).lt(1) })

/** Wu et al. 2020 (arXiv 2004.05884): gradients are taken at weights moved to where the loss is higher. */
export const weightPerturbationSchema = z.strictObject({
  /** Length of each layer's perturbation, relative to the layer's own. */
  gamma: z.number().min(0).max(1),
  /** The first epoch that has it, from 1. */
  fromEpoch: z.int().min(1).default(1),
})
