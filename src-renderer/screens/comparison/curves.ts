import { robustnessPanel, type BandKind, type ComparedCurve, type RunSummary } from '#contract'
import { curvesOfPanel, type CurveSpec } from '../../charts/index.ts'
import type { BoardGroup } from './board.svelte.ts'

/** A curve of the comparison as lines: the mean over each shown group's runs, with its band. */
export function linesOf(
  curve: ComparedCurve,
  groups: readonly BoardGroup[],
  runs: readonly RunSummary[],
  kind: BandKind,
): CurveSpec[] {
  return curvesOfPanel(robustnessPanel(curve, groups, runs, kind), groups.length <= 12)
}
