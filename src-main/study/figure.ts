import { meanSd } from '#comparison'
import type { Figure, Panel, Series } from '#figure'
import type { Advance, Cell, Design, Measure, Metric, Trend } from './design.ts'
import { metrics } from './measures.ts'
import { observe, type Observations, type Recorded } from './observe.ts'
import type { Size } from './scale.ts'
import { designOf, seedsOf, templateOf } from './templates.ts'

/** A study's runs as a figure: trends over their axis, or settings in the plane of the trade-off. */
export function figureOfStudy(input: {
  readonly name: string
  readonly size: Size
  readonly runs: readonly Recorded[]
  readonly seeds?: readonly number[]
}): Figure {
  const { name, size, runs, seeds = seedsOf(size) } = input
  const design = designOf(name, size)
  const known = observe(runs, seeds)
  const trends = design.hypotheses.filter((one) => one.kind === 'trend')
  return {
    title: templateOf(name).title,
    caption: captionOf(design, known, size),
    rows: trends.length > 0 ? trendRows(trends, design, known) : [planeRow(design, known)],
  }
}

function captionOf({ cells }: Design, { seeds }: Observations, size: Size): string {
  const [{ spec }] = cells
  const { source, train } = spec.dataset
  const data = source.kind === 'stored' ? source.name : source.kind
  return (
    `Mean and standard deviation over seeds ${seeds.join(', ')}; a small mark is one run, a cross a ` +
    `degenerate one, which is left out of means. ${train} training images (${data}), ` +
    `${spec.evaluation.subset.count} test images, size ${size}. Cusp’s own numbers.`
  )
}

/** A row for each series, a panel for each metric. */
function trendRows(trends: readonly Trend[], design: Design, known: Observations): Panel[][] {
  const byAbout = Map.groupBy(trends, ({ about }) => about)
  return [...byAbout].map(([about, group]) =>
    metrics.map((metric) => trendPanel(about, metric, group, design, known)),
  )
}

/** Colour and shape of each measure, the same in every figure. */
const looks = [
  ['clean', 6, 'diamond'],
  ['rotated', 0, 'circle'],
  ['shifted', 2, 'triangle'],
  ['adversarial', 1, 'square'],
] as const

function trendPanel(
  about: string,
  metric: Metric,
  trends: readonly Trend[],
  { measures }: Design,
  known: Observations,
): Panel {
  const [{ axis, points }] = trends
  const levels = points.map(({ level }) => level)
  const shown = measures.filter((one) => one.metric === metric)
  return {
    title: about,
    x: { label: `${axis.label} (${axis.unit})`, from: 0, to: Math.max(...levels), ticks: levels },
    y: { label: metric === 'accuracy' ? 'accuracy' : 'invariance rate', from: 0, to: 1 },
    series: shown.flatMap((measure) => trendSeries(measure, points, known)),
  }
}

function trendSeries(measure: Measure, rungs: Trend['points'], known: Observations): Series[] {
  const kind = measure.label.split(' ')[0]
  const [, colour, shape] = looks.find(([name]) => name === kind) ?? looks[0]
  const at = rungs.map(({ level, cell }) => ({ level, ...ratesOf(cell, measure, known) }))
  const means = at.filter(({ sound }) => sound.length > 0)
  const series: Series = {
    ...{ label: kind, colour, shape, line: 'solid' },
    means: means.map(({ level, sound }) => [level, meanSd(sound).mean]),
    band: means.map(({ level, sound }) => {
      const { mean, sd } = meanSd(sound)
      return [level, mean - (sd ?? 0), mean + (sd ?? 0)]
    }),
    points: at.flatMap(({ level, sound }) => sound.map((rate) => [level, rate] as const)),
  }
  const lost = at.flatMap(({ level, degenerate }) =>
    degenerate.map((rate) => [level, rate] as const),
  )
  if (lost.length === 0) return [series]
  return [series, { ...series, ...crossed, label: `${kind}, degenerate`, points: lost }]
}

const crossed = { shape: 'cross', line: 'none', means: [], band: [] } as const

/** Settings in the plane of adversarial and spatial rates, a panel for each metric. */
function planeRow({ hypotheses, cells }: Design, known: Observations): Panel[] {
  const advances = hypotheses.filter((one) => one.kind === 'advance')
  return metrics.flatMap((metric) => {
    const found = advances.find(({ measures }) => measures[0].metric === metric)
    return found ? [planePanel(metric, found, cells, known)] : []
  })
}

const shapes = ['circle', 'square', 'diamond', 'triangle'] as const
/** Where the palette's eight colours begin anew the shapes do not: no two settings look alike. */
const shapeOf = (index: number) => shapes[(index + Math.floor(index / 8)) % shapes.length]

function planePanel(
  metric: Metric,
  { measures, front }: Advance,
  cells: readonly Cell[],
  known: Observations,
): Panel {
  const [across, up] = measures
  const settings = cells.flatMap((cell, i) => planeSeries(cell, i, [across, up], known))
  const alone = settings.filter(({ label }) => front.some((cell) => cell.label === label))
  const joined = alone.flatMap(({ means }) => means).sort(([a], [b]) => a - b)
  const line: Series = {
    ...{ label: 'single methods, joined', colour: 6, shape: 'circle', line: 'dashed' },
    ...{ means: joined, band: [], points: [] },
  }
  return {
    title: metric === 'accuracy' ? 'By accuracy' : 'By invariance rate',
    x: { label: across.label, from: 0, to: 1 },
    y: { label: up.label, from: 0, to: 1 },
    series: [line, ...settings],
  }
}

function planeSeries(
  cell: Cell,
  index: number,
  [across, up]: readonly [Measure, Measure],
  known: Observations,
): Series[] {
  const at = (isDegenerate: boolean) =>
    known.seeds.flatMap((seed) => {
      const run = known.at(cell, seed)
      const isShown = run?.degenerate === isDegenerate
      return isShown ? [[run.rate(across), run.rate(up)] as const] : []
    })
  const [sound, lost] = [at(false), at(true)]
  const mean = (axis: 0 | 1) => meanSd(sound.map((point) => point[axis])).mean
  const series: Series = {
    ...{ label: cell.label, colour: index, shape: shapeOf(index), line: 'none' },
    ...{ band: [], points: sound, means: sound.length === 0 ? [] : [[mean(0), mean(1)]] },
  }
  if (lost.length === 0) return [series]
  const cross = { ...series, ...crossed, label: `${cell.label}, degenerate`, points: lost }
  return sound.length === 0 ? [cross] : [series, cross]
}

/** A measure at one cell, by seed: of sound runs and of degenerate ones. */
function ratesOf(cell: Cell, measure: Measure, { seeds, at }: Observations) {
  const runs = seeds.flatMap((seed) => at(cell, seed) ?? [])
  const rates = (of: typeof runs) => of.map((run) => run.rate(measure))
  return {
    sound: rates(runs.filter(({ degenerate }) => !degenerate)),
    degenerate: rates(runs.filter(({ degenerate }) => degenerate)),
  }
}
