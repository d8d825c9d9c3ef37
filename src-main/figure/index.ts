export type { Axis, Figure, Panel, Point, Series, Shape } from './figure.ts'
export { renderFigure, type Layout } from './render.ts'
