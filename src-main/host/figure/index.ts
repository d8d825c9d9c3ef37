export { drawSpec, drawStored, unknownFigure, type DrawnParts } from './draw.ts'
export { pngOf } from './png.ts'
