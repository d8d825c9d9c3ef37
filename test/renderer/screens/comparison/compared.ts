import type { Comparison, RunSummary } from '#contract'
import { scores, summary } from '../../fake-host.ts'

type Accuracies = readonly [clean: number, adversarial: number | null, spatial: number | null]

/** A comparison of groups, each of one run a list of accuracies: `a0`, `a1`, … of group `a0`. */
export function compared(
  groups: Readonly<Record<string, readonly Accuracies[]>>,
  change: Partial<Comparison> = {},
): Comparison {
  const made = Object.entries(groups).map(([name, members]) => ({
    name,
    runs: members.map(([clean, adversarial, spatial], seed): RunSummary => {
      const id = `${name}${seed}`
      return summary({ id, name, seed, scores: scores(clean, adversarial, spatial) })
    }),
  }))
  const views = made.map(({ name, runs }) => ({
    ...{
      id: `${name}0`,
      name,
      runs: runs.map(({ id }) => id),
      counted: runs.map(({ id }) => id),
      seeds: runs.map(({ seed }) => seed),
    },
    curriculum: { name, stages: [], lanes: {} },
    extent: { steps: 100, stepsPerEpoch: 10 },
  }))
  return {
    ...{ runs: made.flatMap(({ runs }) => runs), groups: views, grouping: 'seeds' },
    ...{
      collapsed: [],
      baseline: views[0]?.id ?? '',
      differences: [],
      alike: [],
      settingsInAll: 3,
    },
    ...{ front: [], hypervolume: null, referencePoint: [0, 0] as [number, number] },
    ...{ curves: [], heatmaps: [], metrics: [], pairs: [], warnings: [], ...change },
  }
}
