export {
  cost,
  isAttacked,
  isMoved,
  passesAt,
  type Cost,
  type CostSpec,
  type Passes,
} from './cost.ts'
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
export { cuspAsReleased, cuspCorrected, type CuspVariant } from './cusp.ts'
export { ease } from './easing.ts'
export {
  addKey,
  moveKeys,
  removeKeys,
  setEasing,
  setKeyPosition,
  setKeyValue,
} from './edit/keys.ts'
export { copyKeys, drawLevels, pasteKeys, type CopiedKey, type Stroke } from './edit/insert.ts'
export { bendSegment, curveOf, setControl } from './edit/segment.ts'
export type { Edit, EditFrame, KeyRef } from './edit/settle.ts'
export {
  addStage,
  bordersOf,
  freeStageName,
  moveBorder,
  removeStage,
  renameStage,
  setGate,
} from './edit/stages.ts'
export { ripple, scaleKeys } from './edit/time.ts'
export { drawnStep, stepsUnder } from './drawn-step.ts'
export {
  describeGate,
  gateSchema,
  probeMetrics,
  type Gate,
  type Gates,
  type OpenedGate,
  type ProbeMetric,
} from './gate.ts'
export { epochOf, extentOf, positionLike, stepOf } from './extent.ts'
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
export { clampToLane, lintCurriculum, valueProblem } from './lint.ts'
export { parseCurriculum } from './parse.ts'
export { cosineRate, cyclicRate, stepRate } from './learning-rate.ts'
export {
  attackThenAugment,
  augmentThenAttack,
  constant,
  epsilonWarmUp,
  fgsmRs,
  linear,
  plain,
  rotationRamp,
  type PresetStrength,
} from './presets.ts'
export { positionsResolved, resolveCurriculum } from './resolve.ts'
export { sampleLane, type LanePoint } from './sample.ts'
export { laneAt, settingsAt, stageAt } from './settings.ts'
