export { engineNames } from './engines.ts'
export { laneWords } from './lanes.ts'
export {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatNumber,
  formatPlural,
  formatProbability,
  formatShare,
  formatSpread,
} from './numbers.ts'
export {
  canResume,
  describeOutcome,
  describeProgress,
  describeEta,
  describeRemaining,
  isActive,
  isUnfinished,
  stateWords,
} from './runs.ts'
