/** A figure as data: panels in rows, one legend for all of them. */
export interface Figure {
  readonly title: string
  /** What a reader needs to know who sees the figure alone: subset, seeds, what bands are. */
  readonly caption: string
  /** Rows of panels; every row has as many. */
  readonly rows: readonly (readonly Panel[])[]
}

export interface Panel {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
}

export interface Axis {
  /** With its unit: `training rotation (± degrees)`. */
  readonly label: string
  readonly from: number
  readonly to: number
  /** Where ticks stand; round numbers unless given. */
  readonly ticks?: readonly number[]
}

export type Point = readonly [x: number, y: number]

/** One thing shown: a mean line with a band, and a point for each seed. */
export interface Series {
  /** One label has one look in the whole figure. */
  readonly label: string
  /** Number of a colour of the palette; the same number, the same colour. */
  readonly colour: number
  readonly shape: Shape
  readonly line: 'solid' | 'dashed' | 'none'
  /** In rising order of x where they are joined. */
  readonly means: readonly Point[]
  /** Low and high at an x, such as mean ± standard deviation. */
  readonly band: readonly (readonly [x: number, low: number, high: number])[]
  /** Single runs. */
  readonly points: readonly Point[]
}

export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'cross'
