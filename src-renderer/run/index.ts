export {
  alertsOf,
  levelOf,
  marksOf,
  plateauAlert,
  plateauAt,
  type Alert,
  type LogLevel,
} from './alerts.ts'
export { default as CancelDialog } from './CancelDialog.svelte'
export { default as ClaimFindings } from './ClaimFindings.svelte'
export { climbsWords } from './climbs.ts'
export { default as CurriculumLanes } from './CurriculumLanes.svelte'
export { curriculumOf } from './extent.ts'
export { labelsOf } from './labels.ts'
export { laneColour } from './lane-shape.ts'
export { default as MiniCurriculum } from './MiniCurriculum.svelte'
export { lanePath } from './lane-shape.ts'
export { partOf, sourceHref, sourceOf } from './number-source.ts'
export { default as RateNotes } from './RateNotes.svelte'
export {
  accuracyAxis,
  curveTitles,
  describeCurves,
  overlaidCurves,
  ownCurve,
  withClean,
} from './robustness.ts'
export { default as RunName } from './RunName.svelte'
export { default as RunProgress } from './RunProgress.svelte'
export { default as RunState } from './RunState.svelte'
export { default as Score } from './Score.svelte'
export { default as Swatch } from './Swatch.svelte'
export { default as TransformTable } from './TransformTable.svelte'
export { describeTradeOff, tradeOff } from './trade-off.ts'
