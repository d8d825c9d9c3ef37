export { figureCsv } from './csv.ts'
export { drawFigure } from './draw.ts'
export type { Axis, Cells, Figure, Line, Panel, Point, Series, Shape } from './figure.ts'
export { columnWidths, paletteNames, type Layout, type PaletteName } from './layout.ts'
