import type { FigureSpecInput } from '#contract'
import { CuspError } from '#errors'

type PlotInput = FigureSpecInput['plot']

/** What to plot, as options say it. */
export interface PlotOptions {
  readonly metric?: string
  readonly robustness?: true
  /** True without axes of its own. */
  readonly tradeOff?: string | true
  readonly curriculum?: true
  readonly heatmapDifference?: true
  /** Axes, or columns, by their keys; true for those with room. */
  readonly parallel?: string | true
  readonly table?: string | true
  /** True against the first group. */
  readonly mcnemar?: string | true
  readonly over?: string
  readonly smoothing?: string
}

/**
 * The plot that options describe; nothing where they name none. The schema checks what they say.
 * @throws CuspError `input.invalid` where they name two.
 */
export function plotOf(options: PlotOptions): PlotInput | undefined {
  const { metric, robustness, tradeOff, curriculum, heatmapDifference, parallel, table, mcnemar } =
    options
  const { over, smoothing } = options
  const axis = over === undefined ? {} : { over }
  const named = [
    metric !== undefined && {
      ...{ kind: 'metric', metric, ...axis },
      ...(smoothing !== undefined && { smoothing: Number(smoothing) }),
    },
    robustness && { kind: 'robustness', ...axis },
    tradeOff !== undefined && { kind: 'tradeOff', ...axesOf(tradeOff) },
    curriculum && { kind: 'curriculum' },
    heatmapDifference && { kind: 'heatmapDifference' },
    parallel !== undefined && {
      kind: 'parallel',
      ...(keysIn(parallel) && { axes: keysIn(parallel) }),
    },
    table !== undefined && { kind: 'table', ...(keysIn(table) && { metrics: keysIn(table) }) },
    mcnemar !== undefined && { kind: 'mcnemar', ...(mcnemar !== true && { against: mcnemar }) },
  ].filter((one) => typeof one === 'object')
  if (named.length <= 1) return named.at(0) as PlotInput | undefined
  const kinds = named.map(({ kind }) => kind).join(' and ')
  throw new CuspError('input.invalid', `a figure plots one thing; these are two: ${kinds}.`, {
    place: 'plot',
  })
}

function keysIn(text: string | true): string[] | undefined {
  return text === true ? undefined : text.split(',').map((part) => part.trim())
}

function axesOf(text: string | true): { across?: string; up?: string } {
  if (text === true) return {}
  const [across, up] = text.split(',').map((part) => part.trim())
  return { ...(across && { across }), ...(up && { up }) }
}
