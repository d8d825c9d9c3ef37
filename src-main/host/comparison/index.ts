export { stepClock } from './step-clock.ts'
export { compareRuns } from './compare.ts'
export { disagreementsOf } from './disagreements.ts'
export { overlayMetrics } from './overlay.ts'
