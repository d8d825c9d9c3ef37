import type { Panel } from './figure.ts'
import { letter, widthOf } from './lettering.ts'
import { ink } from './palette.ts'
import type { Pen } from './pen.ts'
import type { Box, Scales } from './plot-area.ts'
import { tickNames, ticksOf } from './scale.ts'
import { element, through } from './svg.ts'

/** Room that axes take around a plot, in points. */
export interface Margin {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const small = 0.9

/** What the axes of panels need, so that all plots of a figure are of one size. */
export function marginOf(panels: readonly Panel[], { font }: Pen): Margin {
  const size = small * font
  const widest = panels.flatMap(({ y }) =>
    tickNames(y, ticksOf(y)).map((label) => widthOf(label, size)),
  )
  const isTitled = panels.some(({ title }) => title !== '')
  return {
    left: Math.max(0, ...widest) + 2.3 * font,
    // Half of the last tick's number stands out.
    right: 1.2 * font,
    top: isTitled ? 2 * font : 0.7 * font,
    bottom: 3.3 * font,
  }
}

export function drawAxes(panel: Panel, box: Box, { x, y }: Scales, pen: Pen): string {
  const { left, top, width, height } = box
  const [right, bottom] = [left + width, top + height]
  const xTicks = ticksOf(panel.x, fitting(width, 4.5 * pen.font))
  const yTicks = ticksOf(panel.y, fitting(height, 2 * pen.font))
  const [xNames, yNames] = [tickNames(panel.x, xTicks), tickNames(panel.y, yTicks)]
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) =>
    element('line', { x1, y1, x2, y2, stroke, 'stroke-width': pen.hair })
  const number = { size: small * pen.font, fill: ink.faint }
  const label = { size: pen.font, fill: ink.text, anchor: 'middle' } as const
  const frame = through([
    [left, top],
    [left, bottom],
    [right, bottom],
  ])
  const [middle, drop] = [top + height / 2, bottom + 0.4 * pen.font]
  return [
    ...yTicks.map((tick) => line(left, y(tick), right, y(tick), ink.grid)),
    ...xTicks.map((tick) => line(x(tick), bottom, x(tick), drop, ink.frame)),
    element('path', { d: frame, fill: 'none', stroke: ink.frame, 'stroke-width': pen.hair }),
    ...xTicks.map((tick, i) =>
      letter(xNames[i], { ...number, x: x(tick), y: drop + pen.font, anchor: 'middle' }),
    ),
    ...yTicks.map((tick, i) =>
      letter(yNames[i], {
        ...{ ...number, x: left - 0.45 * pen.font, y: y(tick) + 0.32 * pen.font },
        anchor: 'end',
      }),
    ),
    letter(panel.x.label, { ...label, x: left + width / 2, y: bottom + 2.8 * pen.font }),
    letter(panel.y.label, {
      ...{ ...label, x: left - marginOf([panel], pen).left + 1.05 * pen.font, y: middle },
      turn: -90,
    }),
  ].join('')
}

/** How many numbers stand side by side in a room without touching. */
function fitting(room: number, each: number): number {
  return Math.max(1, Math.min(6, Math.floor(room / each)))
}
