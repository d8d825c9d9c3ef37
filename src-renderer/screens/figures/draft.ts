import {
  columnWidths,
  figureSpecSchema,
  metricWords,
  overlayWords,
  strengthWords,
  type DrawnFigure,
  type FigureSpec,
  type Plot,
  type PlotKind,
} from '#contract'

/** Reads the figure that an address describes; null where it describes none. */
export function readDraft(text: string): FigureSpec | null {
  try {
    return figureSpecSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What a figure is called until its author says. */
export function nameOf({ plot }: Pick<FigureSpec, 'plot'>): string {
  const words = describePlot(plot)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function describePlot(plot: Plot): string {
  switch (plot.kind) {
    case 'metric':
      return `${metricWords(plot.metric)} over ${overlayWords[plot.over]}`
    case 'robustness':
      return `accuracy over ${strengthWords[plot.over]}`
    case 'tradeOff':
      return `${plot.up} against ${plot.across} accuracy`
    case 'heatmapDifference':
      return 'difference of accuracy by rotation and translation'
    case 'parallel':
      return 'parallel coordinates'
    case 'table':
      return 'results'
    case 'mcnemar':
      return 'McNemar’s tests'
    case 'curriculum':
      return 'curricula'
  }
}

export const kindWords: Readonly<Record<PlotKind, string>> = {
  metric: 'A metric while training',
  robustness: 'Accuracy under attack',
  tradeOff: 'Two accuracies',
  heatmapDifference: 'Difference of two, by turns and shifts',
  parallel: 'Parallel coordinates',
  table: 'Table of results',
  mcnemar: 'Is it chance? (McNemar)',
  curriculum: 'Curricula',
}

/** A plot of another kind, of what the runs have. */
export function plotOfKind(
  kind: PlotKind,
  { metrics, curves }: Pick<DrawnFigure, 'metrics' | 'curves'>,
): Plot {
  const base = { metric: metrics.find((name) => name === 'loss') ?? metrics[0] ?? 'loss' }
  const [curve] = curves
  const plots: Readonly<Record<PlotKind, () => Plot>> = {
    metric: () => ({ kind: 'metric', ...base, over: 'step', smoothing: 0.6, raw: true }),
    robustness: () => ({ kind: 'robustness', over: curve?.over ?? 'epsilon' }),
    tradeOff: () => ({ kind: 'tradeOff', across: 'spatial', up: 'adversarial' }),
    heatmapDifference: () => ({ kind: 'heatmapDifference' }),
    parallel: () => ({ kind: 'parallel', flipped: [] }),
    table: () => ({ kind: 'table', settings: false }),
    mcnemar: () => ({ kind: 'mcnemar' }),
    curriculum: () => ({ kind: 'curriculum' }),
  }
  return plots[kind]()
}

export type Preset = keyof typeof columnWidths | 'own'

/** Which preset a width is. */
export function presetOf({ width }: FigureSpec['layout']): Preset {
  const found = (['one', 'two'] as const).find((name) => columnWidths[name] === width)
  return found ?? 'own'
}
