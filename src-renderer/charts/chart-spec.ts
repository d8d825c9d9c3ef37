/** A colour of tokens.css, without its dashes. */
export type ColourName =
  | 'adversarial'
  | 'spatial'
  | 'mixing'
  | 'optimiser'
  | 'ink'
  | 'soft'
  | `run-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`

export interface AxisSpec {
  readonly label: string
  readonly min?: number
  readonly max?: number
  readonly format: (value: number) => string
  /** How the axis writes its numbers, where that is shorter. */
  readonly formatTick?: (value: number) => string
  /** Where to write numbers; Chart.js chooses without them. */
  readonly ticks?: readonly number[]
}

export interface CurvePoint {
  readonly x: number
  readonly y: number
  /** Ends of the interval around y, where there is one. */
  readonly low?: number
  readonly high?: number
}

/** One line of a chart. */
export interface CurveSpec {
  readonly id: string
  readonly label: string
  readonly colour: ColourName
  /** Lengths of dashes and gaps, for runs that share a colour. */
  readonly dash?: readonly number[]
  /** In rising order of x. */
  readonly points: readonly CurvePoint[]
  /** Draws each point: for few, measured points. */
  readonly dots?: boolean
  /** The line before it was smoothed: drawn faint behind. */
  readonly raw?: readonly CurvePoint[]
  /** One of many that are drawn thin behind the others: neither named in the legend nor read out. */
  readonly isFaint?: boolean
}

/** A named place on the x axis. */
export interface MarkSpec {
  readonly x: number
  readonly label: string
}

export interface LineChartSpec {
  readonly x: AxisSpec
  readonly y: AxisSpec
  readonly curves: readonly CurveSpec[]
  /** What the faint curves are, together: "9 other runs of the group". */
  readonly faintLabel?: string
  readonly marks?: readonly MarkSpec[]
}

/** One run of a trade-off plot. */
export interface ScatterPoint {
  readonly id: string
  readonly label: string
  readonly colour: ColourName
  readonly shape: 'circle' | 'rect' | 'triangle' | 'rectRot'
  readonly x: number
  readonly y: number
  /** Another run is at least as good on both and better on one. */
  readonly dominated: boolean
  /** In px; 6 without it. */
  readonly radius?: number
  /** The runs that a group's point is the mean of, as small dots. */
  readonly seeds?: readonly (readonly [x: number, y: number])[]
}

export interface ScatterSpec {
  readonly x: AxisSpec
  readonly y: AxisSpec
  readonly points: readonly ScatterPoint[]
  /** The stairs of the Pareto front, from left to right. */
  readonly front: readonly { readonly x: number; readonly y: number }[]
  /** Down to where the region that the front dominates reaches. */
  readonly foot: number
}
