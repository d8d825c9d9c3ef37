export { drawSpec, drawStored, figureOf, unknownFigure, type DrawnParts } from './draw.ts'
export { pngOf } from './png.ts'
