export type {
  AxisSpec,
  ColourName,
  CurvePoint,
  CurveSpec,
  LineChartSpec,
  MarkSpec,
  ScatterPoint,
  ScatterSpec,
} from './chart-spec.ts'
export { default as ChartFigure } from './ChartFigure.svelte'
export { curvesOfPanel, lineSpecOf, scatterSpecOf } from './from-panel.ts'
export { Cursor } from './cursor.svelte.ts'
export { default as LineChart } from './LineChart.svelte'
export { default as ScatterChart } from './ScatterChart.svelte'
export { gutter, nearest, pixelOf, valueAt } from './plot-area.ts'
export { widthOf } from './width-of.ts'
export { valueAtOrBefore } from './table.ts'
export { markOf, type RunMark } from './run-mark.ts'
