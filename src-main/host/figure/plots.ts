import {
  bandWords,
  chanceRows,
  chosenAxes,
  curriculumPanels,
  differencePanel,
  groupLabels,
  mcnemarTable,
  measureRows,
  metricPanel,
  overlayWords,
  parallelAxes,
  parallelPanel,
  resultsTable,
  robustnessPanel,
  strengthWords,
  tradeOffPanel,
  wilsonWords,
  type Comparison,
  type FigureSpec,
  type Panel,
  type Plot,
} from '#contract'
import { CuspError } from '#errors'
import type { Table } from '#figure'
import { overlayMetrics } from '../comparison/index.ts'
import type { Desk } from '../desk.ts'
import type { shownGroups } from './groups.ts'

export interface Plotted {
  readonly panels: readonly Panel[]
  /** Instead of panels. */
  readonly table?: Table
  /** What its bands and marks are. */
  readonly note: string
}

interface Given {
  readonly desk: Pick<Desk, 'store'>
  readonly spec: FigureSpec
  readonly comparison: Comparison
  readonly groups: ReturnType<typeof shownGroups>
}

type Of<Kind extends Plot['kind']> = Extract<Plot, { kind: Kind }>

/** What a spec plots of its runs, from the same panels as the screens'. */
export function plotOf(given: Given): Plotted {
  const { plot } = given.spec
  switch (plot.kind) {
    case 'metric':
      return plotMetric(given, plot)
    case 'robustness':
      return plotRobustness(given, plot)
    case 'tradeOff':
      return plotTradeOff(given, plot)
    case 'heatmapDifference':
      return plotDifference(given, plot)
    case 'parallel':
      return plotParallel(given, plot)
    case 'table':
      return plotTable(given, plot)
    case 'mcnemar':
      return plotTests(given)
    case 'curriculum':
      return { panels: curriculumPanels(given.groups, plot.lanes), note: '' }
  }
}

/** Columns a cm that a line is thinned to: 150 to an inch is finer than a line is wide. */
const columnsPerCm = 60

function plotMetric({ desk, spec, comparison, groups }: Given, plot: Of<'metric'>): Plotted {
  const { metric, over, smoothing, from, to } = plot
  const overlay = overlayMetrics(desk, {
    groups: groups.map(({ runs }) => [...runs]),
    ...{ metric, over, smoothing, from, to, band: spec.band },
    pixels: Math.min(4000, Math.round(spec.layout.width * columnsPerCm)),
  })
  if (overlay.curves.length === 0)
    throw empty('plot.metric', `${metric} over ${overlayWords[over]}`, comparison.metrics)
  const curves = overlay.curves.map((curve) => (plot.raw ? curve : { ...curve, raw: null }))
  const domain = overlay.domain ?? [0, 1]
  const range = [from ?? domain[0], to ?? domain[1]] as const
  const isStrength = over === 'epsilon' || over === 'rotation'
  const smoothed = smoothing === 0 || isStrength ? '' : `smoothed (${smoothing})`
  const behind = smoothed !== '' && plot.raw ? 'faint: not smoothed' : ''
  const band = isStrength
    ? 'mean over the steps at that strength, band: lowest to highest'
    : bandWords(spec.band, groups)
  return {
    panels: [metricPanel({ ...overlay, curves }, groups, { metric, over, range })],
    note: [band, smoothed, behind].filter((part) => part !== '').join('; '),
  }
}

function plotRobustness({ spec, comparison, groups }: Given, plot: Of<'robustness'>): Plotted {
  const over = comparison.curves.filter((curve) => curve.over === plot.over)
  const found = over.find(({ label }) => plot.attack === undefined || label === plot.attack)
  const panel = found && robustnessPanel(found, groups, comparison.runs, spec.band)
  if (!found || !panel || panel.series.length === 0) {
    const attack = plot.attack === undefined ? '' : ` under ${plot.attack}`
    const others = comparison.curves.map((curve) => `${curve.over} (${curve.label})`)
    throw empty('plot.over', `accuracy over ${strengthWords[plot.over]}${attack}`, others)
  }
  const single = spec.band === 'none' ? '' : `band: ${wilsonWords}`
  return {
    panels: [panel],
    note: [found.label, bandWords(spec.band, groups) || single].filter(Boolean).join('; '),
  }
}

function plotTradeOff({ comparison, groups }: Given, { across, up }: Of<'tradeOff'>): Plotted {
  if (across === up) {
    const message = `plot.up: ${up} is across already; take another accuracy.`
    throw new CuspError('input.invalid', message, { place: 'plot.up' })
  }
  const { panel, third, volume } = tradeOffPanel(groups, comparison.runs, [across, up])
  if (volume === null) throw empty('plot.across', `${across} and ${up} accuracy`, [])
  const means = groups.some(({ runs }) => runs.length > 1)
  const parts = [
    means ? `${bandWords('none', groups)}, small marks are single runs` : '',
    `area of a mark: ${third} accuracy`,
    `hypervolume ${volume.toFixed(3)} from (0, 0)`,
  ]
  return { panels: [panel], note: parts.filter((part) => part !== '').join('; ') }
}

function plotDifference({ comparison, groups }: Given, plot: Of<'heatmapDifference'>): Plotted {
  const { group, against, attack } = plot
  const of = (run: string | null) => groups.find(({ runs }) => run !== null && runs.includes(run))
  const second = against === undefined ? (of(comparison.baseline) ?? groups.at(0)) : of(against)
  const first = group === undefined ? groups.find((one) => one !== second) : of(group)
  const map = comparison.heatmaps.find(
    ({ label, series }) =>
      (attack === undefined || label === attack) &&
      [first, second].every((one) => series.some((found) => found.group === one?.id)),
  )
  if (!map || !first || !second || first === second) {
    const others = comparison.heatmaps.map(({ label }) => label)
    throw empty('plot.group', 'one heatmap of two groups', others)
  }
  const means = [first, second].some(({ runs }) => runs.length > 1)
  const parts = [
    `accuracy of ${first.label} minus that of ${second.label}, ${map.label}`,
    means ? bandWords('none', [first, second]) : '',
  ]
  return {
    panels: [differencePanel(map, first, second)],
    note: parts.filter((part) => part !== '').join('; '),
  }
}

function plotParallel({ comparison, groups }: Given, plot: Of<'parallel'>): Plotted {
  const all = parallelAxes(narrowed(comparison, groups))
  const axes = chosenAxes(all, plot.axes)
  if (axes.length < 2) {
    const what = 'two numbers in which they differ'
    throw empty('plot.axes', plot.axes ? `${what} among these` : what, keysOf(all))
  }
  return {
    panels: [parallelPanel(axes, groups, plot.flipped)],
    note: bandWords('none', groups),
  }
}

function plotTable({ comparison, groups }: Given, plot: Of<'table'>): Plotted {
  const shown = narrowed(comparison, groups)
  const table = resultsTable(shown, groups, plot)
  if (!table) {
    const others = measureRows(shown).map(({ measure }) => measure.key)
    throw empty('plot.metrics', plot.metrics?.join(' or ') ?? 'been measured', others)
  }
  return { panels: [], table, note: bandWords('sd', groups) }
}

/** Held against the baseline, which is named where it is not shown, too. */
function plotTests({ comparison, groups }: Given): Plotted {
  const { baseline } = comparison
  const against =
    groups.find(({ id }) => id === baseline)?.label ?? groupLabels(comparison).get(baseline)
  const table = mcnemarTable(comparison, groups, against ?? baseline)
  if (!table) throw empty('plot.against', `met the images and attacks of ${against}`, [])
  const isOverSeeds = groups.some((group) =>
    chanceRows(comparison, group).some(({ pairs }) => pairs.length > 1),
  )
  const over = isOverSeeds
    ? '; counts and p from lowest to highest over seeds, gain with its 95 % interval (paired t)'
    : ''
  return {
    panels: [],
    table,
    note: `McNemar’s exact two-sided test, image by image, against ${against}${over}`,
  }
}

const keysOf = (all: readonly { readonly key: string }[]): string[] => all.map(({ key }) => key)

/** A comparison of those groups alone. */
function narrowed(comparison: Comparison, groups: Given['groups']): Comparison {
  const at = groups.map(({ id }) => comparison.groups.findIndex((group) => group.id === id))
  return {
    ...comparison,
    groups: at.map((place) => comparison.groups[place]),
    differences: comparison.differences.map(({ path, values }) => ({
      ...{ path, values: at.map((place) => values[place]) },
    })),
  }
}

function empty(place: string, what: string, others: readonly string[]): CuspError {
  const there = others.length === 0 ? '' : `; they have ${others.join(', ')}`
  return new CuspError('figure.empty', `${place}: no shown run has ${what}${there}.`, { place })
}
