export { chanceRows, type ChanceRow } from './chance-rows.ts'
export { curriculumPanels } from './curriculum-panels.ts'
export { differencePanel, differenceCells, mostAway } from './difference-panel.ts'
export { differenceLabels } from './difference-labels.ts'
export { mcnemarTable } from './mcnemar-table.ts'
export { metricPanel } from './metric-panel.ts'
export { parallelAxes, type ParallelAxis } from './parallel-axes.ts'
export { chosenAxes, parallelPanel, usualAxes } from './parallel-panel.ts'
export type { PlotGroup } from './plot-group.ts'
export { robustnessPanel } from './robustness-panel.ts'
export { resultsTable } from './results-table.ts'
export { frontId, tradeOffPanel } from './trade-off-panel.ts'
export {
  bandWords,
  metricWords,
  overlayWords,
  probabilityWords,
  signedWords,
  strengthWords,
  wilsonWords,
} from './words.ts'
