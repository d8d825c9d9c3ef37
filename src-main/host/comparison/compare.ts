import { diffSpecs, hypervolume, meanSd, paretoFront } from '#comparison'
import type { Comparison, Grouping } from '#contract'
import { CuspError } from '#errors'
import { requireRun, summarise, type Desk } from '../desk.ts'
import { contenderOf } from './contender.ts'
import { groupsOf, viewGroup, type Group } from './group.ts'
import { pairsWith } from './pairs.ts'
import { curvesOf, heatmapsOf } from './robustness.ts'
import { warningsOf } from './warnings.ts'

export interface CompareRequest {
  readonly runs: readonly string[]
  readonly grouping?: Grouping | undefined
  readonly baseline?: string | undefined
}

/** The worst corner: a network that gets nothing right, under either kind of perturbation. */
const referencePoint: [number, number] = [0, 0]

/**
 * Sets runs side by side on what was kept of their last evaluations.
 * @throws CuspError `run.unknown`, `input.invalid` where the baseline is none of the runs.
 */
export function compareRuns(desk: Desk, request: CompareRequest): Comparison {
  const { store } = desk
  const rows = [...new Set(request.runs)].map((id) => requireRun(desk, id))
  const contenders = rows.map((run) => contenderOf(store, run))
  const { groups, grouping, collapsed } = groupsOf(contenders, request.grouping)
  const baseline = baselineOf(groups, request.baseline)
  return {
    runs: contenders.map(({ run }) => summarise(desk, run)),
    groups: groups.map(viewGroup),
    grouping,
    collapsed: [...collapsed],
    baseline: baseline.id,
    ...settingsOf(groups, grouping, collapsed),
    ...frontOf(groups),
    curves: curvesOf(groups),
    heatmaps: heatmapsOf(groups),
    metrics: [...new Set(contenders.flatMap(({ run }) => store.metrics.names(run.number)))].sort(),
    pairs: pairsWith(baseline, groups),
    warnings: warningsOf(baseline, groups, collapsed),
  }
}

function baselineOf(groups: readonly Group[], asked: string | undefined): Group {
  if (asked === undefined) return groups[0]
  const found = groups.find(({ members }) => members.some(({ run }) => run.id === asked))
  if (found) return found
  const message = `baseline: ${asked} is none of the compared runs; name one of them.`
  throw new CuspError('input.invalid', message, { place: 'baseline' })
}

/** What differs between the groups; within a group of seeds nothing does but seed and name. */
function settingsOf(
  groups: readonly Group[],
  grouping: Grouping,
  collapsed: readonly string[],
): Pick<Comparison, 'differences' | 'alike' | 'settingsInAll'> {
  const specs = groups.map(({ members: [{ spec }] }) => {
    const { seed, ...rest } = spec
    return grouping === 'seeds' ? rest : { ...rest, seed }
  })
  const { differences, alike, settingsInAll } = diffSpecs(...specs)
  return {
    differences: differences
      .filter(({ path }) => !collapsed.includes(path))
      .map(({ path, values }) => ({ path, values: [...values] })),
    alike: alike.map(({ path, value }) => ({ path, value })),
    settingsInAll,
  }
}

function frontOf(
  groups: readonly Group[],
): Pick<Comparison, 'front' | 'hypervolume' | 'referencePoint'> {
  const points = groups.map(pointOf)
  const front = paretoFront(points, ['maximise', 'maximise'])
  const corners = front.map((position) => points[position])
  return {
    front: front.map((position) => groups[position].id),
    hypervolume: front.length === 0 ? null : hypervolume(corners, referencePoint),
    referencePoint,
  }
}

/** A network of one answer is perfectly invariant: its point would be on every front. */
function pointOf({ members }: Group): [number, number] {
  const fair = members.flatMap(({ scores }) => (scores && !scores.degenerate ? [scores] : []))
  const meanOf = (family: 'adversarial' | 'spatial') =>
    meanSd(fair.flatMap((scores) => scores[family] ?? [])).mean
  return [meanOf('adversarial'), meanOf('spatial')]
}
