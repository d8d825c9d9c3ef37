export {
  easingSchema,
  keyframeSchema,
  laneKinds,
  laneNames,
  positionSchema,
  type Easing,
  type Keyframe,
  type LaneName,
  type Position,
} from './lane.ts'
export {
  curriculumSchema,
  stageSchema,
  type Curriculum,
  type Extent,
  type ResolvedCurriculum,
  type ResolvedKey,
  type ResolvedStage,
  type Settings,
  type Stage,
} from './curriculum.ts'
