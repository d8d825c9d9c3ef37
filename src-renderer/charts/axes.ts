import type { ScaleOptionsByType } from 'chart.js'
import type { AxisSpec } from './chart-spec.ts'
import type { Ink } from './ink.ts'
import { gutter } from './plot-area.ts'

type LinearScale = ScaleOptionsByType<'linear'>
/** What these skins set of a scale; Chart.js fills in the rest. */
type PartialScale = { [Key in keyof LinearScale]?: Partial<LinearScale[Key]> | LinearScale[Key] }

const size = 11

function axis(spec: AxisSpec, ink: Ink): PartialScale {
  return {
    type: 'linear',
    ...(spec.min === undefined ? {} : { min: spec.min }),
    ...(spec.max === undefined ? {} : { max: spec.max }),
    ticks: {
      color: ink.soft,
      font: { family: ink.font, size },
      maxRotation: 0,
      autoSkipPadding: 12,
      callback: (value: number | string) => (spec.formatTick ?? spec.format)(Number(value)),
    },
    ...(spec.ticks === undefined
      ? {}
      : {
          afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
            scale.ticks = (spec.ticks ?? []).map((value) => ({ value }))
          },
        }),
    border: { display: false },
  }
}

/** The x axis: numbers and its name beneath, no lines. */
export function xAxis(spec: AxisSpec, ink: Ink): PartialScale {
  return {
    ...axis(spec, ink),
    grid: { display: false },
    title: {
      display: spec.label !== '',
      text: spec.label,
      color: ink.soft,
      font: { family: ink.font, size },
      padding: { top: 2, bottom: 0 },
    },
  } as PartialScale
}

/** The y axis: level lines, and always the same width, so that plots above one another align. */
export function yAxis(spec: AxisSpec, ink: Ink): PartialScale {
  return {
    ...axis(spec, ink),
    grid: { color: ink.line, drawTicks: false, lineWidth: 1 },
    afterFit: (scale: { width: number }) => {
      scale.width = gutter.left
    },
  }
}
