export { bandKinds, bandOf, shareBand, type Banded, type BandKind } from './band.ts'
export { collapse, mostGroups } from './collapse.ts'
export { decimate } from './decimate.ts'
export { absent, diffSpecs, type SpecDiff } from './diff-specs.ts'
export { frontStairs } from './front-stairs.ts'
export { hypervolume } from './hypervolume.ts'
export {
  maskingSignals,
  maskingVerdict,
  type MaskingFacts,
  type MaskingVerdict,
} from './masking/index.ts'
export { dominates, paretoFront, type Direction } from './pareto.ts'
export { correctUnder, disagreement, shareOf, unchangedUnder, type Classes } from './per-image.ts'
export { mcnemar, meanSd, wilson, type Spread } from './statistics.ts'
export {
  isWorstCase,
  riseWords,
  risesOf,
  summarise,
  summarisePlan,
  type Judged,
  type PlanSummary,
  type Summary,
} from './summary.ts'
export { smooth } from './smooth.ts'
export { formatCsv, formatLatex, formatMarkdown, latexWords } from './table-text.ts'
export { t95, tInterval } from './student.ts'
export { slopeOf, spearman } from './trend.ts'
