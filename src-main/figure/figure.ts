/** A figure as data: panels in rows, one legend for all of them. Both skins draw from it. */
export interface Figure {
  /** Empty where the page around it says what it is, as a paper's caption does. */
  readonly title: string
  /** What a reader needs to know who sees the figure alone: subset, seeds. */
  readonly caption: string
  /** What bands and marks are, with n: one line below the legend. */
  readonly note?: string
  /** Where its numbers come from; kept in the file, not shown. */
  readonly source?: string
  /** Rows of panels; every row has as many. */
  readonly rows: readonly (readonly Panel[])[]
  /** A table instead of panels, then there are no rows; as high as its words need. */
  readonly table?: Table
}

/** A table for print: texts as they are read, the first column says what a row is. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The same with every number by itself, headings first: what its CSV has. */
  readonly numbers: readonly (readonly string[])[]
}

export interface Panel {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  /** A field of numbers instead of lines: columns are 0, 1, … of the x axis, rows of the y axis. */
  readonly cells?: Cells
  /** Upright axes at 0, 1, … of the x axis, each with a scale of its own, instead of the y axis. */
  readonly uprights?: readonly Upright[]
}

/** One of several upright axes; `from` is at its foot, which may be the larger. */
export interface Upright {
  readonly label: string
  readonly from: number
  readonly to: number
  /** What its foot and its top say. */
  readonly ends: readonly [foot: string, top: string]
}

/** Numbers on a scale centred at 0, coloured by their sign and by how far from it they are. */
export interface Cells {
  readonly columns: number
  /** Row by row, the uppermost first; null where there is none. */
  readonly values: readonly (number | null)[]
  /** Where the scale ends on either side of 0. */
  readonly most: number
  /** Numbers of colours of the palette. */
  readonly above: number
  readonly below: number
}

export interface Axis {
  /** With its unit: `training rotation (± degrees)`. */
  readonly label: string
  readonly from: number
  readonly to: number
  /** Where ticks stand; round numbers unless given. */
  readonly ticks?: readonly number[]
  /** What the given ticks say, one for each, where they are no numbers of the axis. */
  readonly names?: readonly string[]
  /** What the axis counts by, such as 60 where values are seconds and the label says minutes. */
  readonly unit?: number
}

export type Point = readonly [x: number, y: number]

/** One thing shown: a mean line with a band, and a point for each seed. */
export interface Series {
  /** What it is of, for whoever draws more than one panel of the same. */
  readonly id?: string
  /** One label has one look in the whole figure. */
  readonly label: string
  /** Number of a colour of the palette; the same number, the same colour. */
  readonly colour: number
  readonly shape: Shape
  readonly line: Line
  /** In rising order of x where they are joined. */
  readonly means: readonly Point[]
  /** Low and high at an x, such as mean ± standard deviation. */
  readonly band: readonly (readonly [x: number, low: number, high: number])[]
  /** Single runs. */
  readonly points: readonly Point[]
  /** The line before it was smoothed, faint behind. */
  readonly raw?: readonly Point[]
  /** Which means have a mark: every one unless said, a few of a dense line, or none. */
  readonly marks?: 'every' | 'few' | 'none'
  /** Area of the marks against the usual one; 1 unless said. */
  readonly area?: number
  /** Steps aside for others: a run that another dominates. */
  readonly isFaint?: boolean
}

export type Line = 'solid' | 'dashed' | 'dotted' | 'dot-dashed' | 'none'

export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'cross'
