import { z } from 'zod'

/** The settings a curriculum can move, in the order screens draw them. */
export const laneNames = [
  'epsilon',
  'rotation',
  'attackSteps',
  'translation',
  'adversarialShare',
  'spatialShare',
  'learningRate',
] as const
export type LaneName = (typeof laneNames)[number]

interface LaneKind {
  /** Unit of stored values. */
  readonly unit: 'pixel scale' | 'degrees' | 'steps' | 'px' | 'share' | 'per step'
  readonly lowest: number
  readonly highest: number
  /** What holds where a curriculum has no such lane. */
  readonly otherwise: number
  readonly whole: boolean
  readonly kind: 'adversarial' | 'spatial' | 'mixing' | 'optimiser'
}

/** Range, unit and default of each lane. Rotation and translation are half-ranges: ± degrees, ± px. */
export const laneKinds: Readonly<Record<LaneName, LaneKind>> = {
  epsilon: {
    unit: 'pixel scale',
    lowest: 0,
    highest: 1,
    otherwise: 0,
    whole: false,
    kind: 'adversarial',
  },
  rotation: {
    unit: 'degrees',
    lowest: 0,
    highest: 180,
    otherwise: 0,
    whole: false,
    kind: 'spatial',
  },
  attackSteps: {
    unit: 'steps',
    lowest: 1,
    highest: 200,
    otherwise: 10,
    whole: true,
    kind: 'adversarial',
  },
  translation: { unit: 'px', lowest: 0, highest: 64, otherwise: 0, whole: false, kind: 'spatial' },
  adversarialShare: {
    unit: 'share',
    lowest: 0,
    highest: 1,
    otherwise: 1,
    whole: false,
    kind: 'mixing',
  },
  spatialShare: {
    unit: 'share',
    lowest: 0,
    highest: 1,
    otherwise: 1,
    whole: false,
    kind: 'mixing',
  },
  learningRate: {
    unit: 'per step',
    lowest: 0,
    highest: 10,
    otherwise: 0.001,
    whole: false,
    kind: 'optimiser',
  },
}

/** A place on the step axis: a step from 0, an epoch from 1 (its first step), or a share of the run. */
export const positionSchema = z.union([
  z.strictObject({ step: z.int().min(0) }),
  z.strictObject({ epoch: z.number().min(1) }),
  z.strictObject({ share: z.number().min(0).max(1) }),
])
export type Position = z.infer<typeof positionSchema>

/** How a value moves from its key to the next: stays, straight, or a CSS-like cubic bezier. */
export const easingSchema = z.union([
  z.literal('hold'),
  z.literal('linear'),
  z.strictObject({
    /** Control points x1, y1, x2, y2 in the unit square of the segment; x1, x2 in [0, 1]. */
    bezier: z.tuple([z.number().min(0).max(1), z.number(), z.number().min(0).max(1), z.number()]),
  }),
])
export type Easing = z.infer<typeof easingSchema>

/** A point of a lane; its easing rules the segment to its right. */
export const keyframeSchema = z.strictObject({
  at: positionSchema,
  value: z.number(),
  easing: easingSchema.default('hold'),
})
export type Keyframe = z.infer<typeof keyframeSchema>
