/** How a figure is printed. */
export interface Layout {
  /** Of the whole figure, in cm. */
  readonly width: number
  readonly height: number
  /** Size of its letters, in pt. */
  readonly font: number
  readonly palette: PaletteName
}

/** Colours that are told apart without red and green, bright ones, or greys for print in black. */
export const paletteNames = ['okabe-ito', 'bright', 'grey'] as const
export type PaletteName = (typeof paletteNames)[number]

/** Widths of a column of common journals and proceedings, in cm. */
export const columnWidths = { one: 8.4, two: 17.4 } as const

/** Drawing is in points, of which an inch has 72. */
export const pointsPerCm = 72 / 2.54
