import type { Panel, Series } from './figure.ts'
import { colourOf, ink } from './palette.ts'
import { scaleOf, tickLabels, ticksOf } from './scale.ts'
import { mark } from './shape.ts'
import { element, text, through } from './svg.ts'

/** Where a panel's plot lies, in px. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

type ToPx = (value: number) => number

export function drawPanel(panel: Panel, box: Box): string {
  const { left, top, width, height } = box
  const x = scaleOf(panel.x, left, left + width)
  const y = scaleOf(panel.y, top + height, top)
  const title = text(panel.title, {
    ...{ x: left, y: top - 10, fill: ink.text },
    ...{ 'font-size': 13, 'font-weight': 600 },
  })
  return element(
    'g',
    {},
    title,
    drawAxes(panel, box, x, y),
    ...panel.series.map((series) => drawBand(series, x, y)),
    ...panel.series.map((series) => drawLine(series, x, y)),
    ...panel.series.map((series) => drawMarks(series, x, y)),
  )
}

function drawAxes(panel: Panel, { left, top, width, height }: Box, x: ToPx, y: ToPx): string {
  const [right, bottom] = [left + width, top + height]
  const label = { fill: ink.faint, 'font-size': 11 }
  const grid = { stroke: ink.grid, 'stroke-width': 1 }
  const [xTicks, yTicks] = [ticksOf(panel.x), ticksOf(panel.y)]
  const [xNames, yNames] = [tickLabels(xTicks), tickLabels(yTicks)]
  const middle = top + height / 2
  return [
    ...yTicks.map((tick) =>
      element('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), ...grid }),
    ),
    ...xTicks.map((tick) =>
      element('line', { x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4, stroke: ink.frame }),
    ),
    element('path', {
      d: through([
        [left, top],
        [left, bottom],
        [right, bottom],
      ]),
      ...{ fill: 'none', stroke: ink.frame },
    }),
    ...xTicks.map((tick, i) =>
      text(xNames[i], { x: x(tick), y: bottom + 17, 'text-anchor': 'middle', ...label }),
    ),
    ...yTicks.map((tick, i) =>
      text(yNames[i], { x: left - 7, y: y(tick) + 4, 'text-anchor': 'end', ...label }),
    ),
    text(panel.x.label, {
      ...{ x: left + width / 2, y: bottom + 35, 'text-anchor': 'middle' },
      ...{ fill: ink.text, 'font-size': 12 },
    }),
    text(panel.y.label, {
      ...{ x: left - 40, y: middle, 'text-anchor': 'middle', fill: ink.text, 'font-size': 12 },
      transform: `rotate(-90 ${left - 40} ${middle})`,
    }),
  ].join('')
}

function drawBand({ band, colour }: Series, x: ToPx, y: ToPx): string {
  if (band.length < 2) return ''
  const upper = band.map(([at, , high]) => [x(at), y(high)] as const)
  const lower = band.map(([at, low]) => [x(at), y(low)] as const).reverse()
  const d = `${through([...upper, ...lower])}Z`
  return element('path', { d, fill: colourOf(colour), opacity: 0.14 })
}

function drawLine({ means, line, colour }: Series, x: ToPx, y: ToPx): string {
  if (line === 'none' || means.length < 2) return ''
  return element('path', {
    d: through(means.map(([at, value]) => [x(at), y(value)])),
    ...{ fill: 'none', stroke: colourOf(colour), 'stroke-width': 1.8 },
    ...(line === 'dashed' && { 'stroke-dasharray': '5 4' }),
  })
}

/** Means are large; single runs beside them are small and faint, but for crosses, which have no mean. */
function drawMarks({ means, points, shape, colour, line }: Series, x: ToPx, y: ToPx): string {
  const fill = colourOf(colour)
  const small = shape === 'cross' ? 8 : 4.5
  const singles = points.map(([at, value]) => mark(shape, x(at), y(value), small, fill))
  const large = means.map(([at, value]) =>
    mark(shape, x(at), y(value), line === 'none' ? 11 : 7.5, fill),
  )
  const faint = element('g', { opacity: shape === 'cross' ? 1 : 0.55 }, ...singles)
  return (singles.length === 0 ? '' : faint) + large.join('')
}
