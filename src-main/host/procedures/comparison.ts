import type { Comparison } from '#contract'
import { requireRun, summarise, type Desk } from '../desk.ts'

export function compareRuns(desk: Desk, ids: readonly string[]): Comparison {
  const runs = ids.map((id) => summarise(desk, requireRun(desk, id)))
  return {
    runs,
    differences: [],
    settingsInAll: 0,
    front: [],
    hypervolume: null,
    referencePoint: [0, 0],
    pairs: [],
    warnings: [],
  }
}
