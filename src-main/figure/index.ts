export { figureCsv } from './csv.ts'
export { drawFigure, figureSize } from './draw.ts'
export type {
  Axis,
  Cells,
  Figure,
  Line,
  Panel,
  Point,
  Series,
  Shape,
  Table,
  Upright,
} from './figure.ts'
export { columnWidths, paletteNames, type Layout, type PaletteName } from './layout.ts'
