export { engineNames, nameOfEngine } from './engines.ts'
export { laneWords } from './lanes.ts'
export {
  describeGap,
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatNumber,
  formatPlural,
  formatShare,
  formatSpread,
} from './numbers.ts'
export {
  canResume,
  describeProgress,
  describeEta,
  describeRemaining,
  isActive,
  isUnfinished,
  outcomeParts,
  stateWords,
} from './runs.ts'
