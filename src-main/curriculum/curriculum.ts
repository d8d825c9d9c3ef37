import { z } from 'zod'
import { gateSchema, type Gate } from './gate.ts'
import { keyframeSchema, laneNames, positionSchema, type Easing, type LaneName } from './lane.ts'

/** A named span [from, to) of training steps; a gate may end it early. */
export const stageSchema = z.strictObject({
  name: z.string().min(1),
  from: positionSchema,
  to: positionSchema,
  gate: gateSchema.optional(),
})
export type Stage = z.infer<typeof stageSchema>

/** How the threat changes as training proceeds: lanes of keyframes, and stages that name spans. */
export const curriculumSchema = z.strictObject({
  name: z.string().min(1).default('untitled'),
  lanes: z.partialRecord(z.enum(laneNames), z.array(keyframeSchema).min(1)).default({}),
  stages: z.array(stageSchema).default([]),
  /** Lanes whose keys are kept but do not count: their default holds, as if they had none. */
  muted: z.array(z.enum(laneNames)).optional(),
})
export type Curriculum = z.infer<typeof curriculumSchema>

/** The length of a run, by which positions become steps. */
export interface Extent {
  /** Optimiser updates in the whole run. */
  readonly steps: number
  readonly stepsPerEpoch: number
}

export interface ResolvedKey {
  readonly step: number
  readonly value: number
  readonly easing: Easing
}

export interface ResolvedStage {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly gate?: Gate
}

/** A curriculum whose positions are steps: keys of each lane in rising order of step. */
export interface ResolvedCurriculum {
  readonly name: string
  readonly extent: Extent
  readonly lanes: Readonly<Partial<Record<LaneName, readonly ResolvedKey[]>>>
  readonly stages: readonly ResolvedStage[]
}

/** What holds at one training step. */
export type Settings = Readonly<Record<LaneName, number>>
