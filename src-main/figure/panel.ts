import { drawAxes } from './axes.ts'
import { drawCells } from './cells.ts'
import type { Panel, Point, Series } from './figure.ts'
import { letter } from './lettering.ts'
import { ink } from './palette.ts'
import { strokeOf, type Pen } from './pen.ts'
import type { Box, Scales } from './plot-area.ts'
import { scaleOf } from './scale.ts'
import { mark } from './shape.ts'
import { element, round, through } from './svg.ts'
import { drawUprights } from './uprights.ts'

export function drawPanel(panel: Panel, box: Box, pen: Pen): string {
  if (panel.uprights) return element('g', {}, drawUprights(panel, panel.uprights, box, pen))
  const { left, top, width, height } = box
  const scales = {
    x: scaleOf(panel.x, left, left + width),
    y: scaleOf(panel.y, top + height, top),
  }
  const each = (draw: (series: Series, scales: Scales, pen: Pen) => string) =>
    panel.series.map((series) => draw(series, scales, pen))
  // Figures that share a page share its ids: one of equal plots is as good as another.
  const clip = ['plot', left, top, width, height]
    .map((one) => (typeof one === 'number' ? round(one) : one))
    .join('-')
  const title = { x: left, y: top - 0.7 * pen.font, size: pen.font, fill: ink.text }
  return element(
    'g',
    {},
    panel.title === '' ? '' : letter(panel.title, { ...title, weight: 'strong' }),
    drawAxes(panel, box, scales, pen),
    panel.cells ? drawCells(panel.cells, box, pen) : '',
    // What lies outside of the axes is cut; a mark on their edge is whole.
    element('clipPath', { id: clip }, element('rect', { x: left, y: top, width, height })),
    element(
      'g',
      { 'clip-path': `url(#${clip})` },
      ...each(drawBand),
      ...each(drawRaw),
      ...each(drawLine),
    ),
    ...panel.series.map((series) => drawMarks(series, panel, scales, pen)),
  )
}

function drawBand({ band, colour }: Series, { x, y }: Scales, pen: Pen): string {
  if (band.length < 2) return whiskers(band, colour, { x, y }, pen)
  const upper = band.map(([at, , high]) => [x(at), y(high)] as const)
  const lower = band.map(([at, low]) => [x(at), y(low)] as const).reverse()
  const d = `${through([...upper, ...lower])}Z`
  return element('path', { d, fill: pen.colour(colour), 'fill-opacity': 0.16 })
}

/** A band of one place has no area: a line from end to end. */
function whiskers(band: Series['band'], colour: number, { x, y }: Scales, pen: Pen): string {
  return band
    .map(([at, low, high]) => {
      const ends: Point[] = [
        [x(at), y(low)],
        [x(at), y(high)],
      ]
      return element('path', { d: through(ends), ...strokeOf(pen, 'solid', pen.colour(colour)) })
    })
    .join('')
}

function drawRaw({ raw = [], colour }: Series, { x, y }: Scales, pen: Pen): string {
  if (raw.length < 2) return ''
  return element('path', {
    d: through(raw.map(([at, value]) => [x(at), y(value)])),
    ...strokeOf({ ...pen, line: pen.line / 2 }, 'solid', pen.colour(colour)),
    'stroke-opacity': 0.35,
  })
}

function drawLine({ means, line, colour }: Series, { x, y }: Scales, pen: Pen): string {
  if (line === 'none' || means.length < 2) return ''
  const d = through(means.map(([at, value]) => [x(at), y(value)]))
  return element('path', { d, ...strokeOf(pen, line, pen.colour(colour)) })
}

/** Means are large; single runs beside them are small and faint, but for crosses, which have no mean. */
function drawMarks(series: Series, panel: Panel, { x, y }: Scales, pen: Pen): string {
  const { points, shape, colour, line, isFaint = false, area = 1 } = series
  const fill = pen.colour(colour)
  const inside = ([at, value]: Point) =>
    between(at, panel.x) && between(value, panel.y) ? [[x(at), y(value)] as const] : []
  const small = shape === 'cross' ? pen.mark : 0.5 * pen.mark
  const large = pen.mark * Math.sqrt(area) * (line === 'none' ? 1.35 : 1)
  const drawn = (size: number, of: readonly Point[]) =>
    of.flatMap(inside).map(([left, top]) => mark(shape, left, top, size, fill))
  const singles = drawn(small, points)
  const group = (opacity: number, marks: string[]) =>
    marks.length === 0 ? '' : opacity === 1 ? marks.join('') : element('g', { opacity }, ...marks)
  return (
    group(shape === 'cross' ? 1 : 0.55, singles) +
    group(isFaint ? 0.45 : 1, drawn(large, markedMeans(series)))
  )
}

/** How many marks tell a dense line from others without hiding it. */
const few = 7

/** Of a dense line every so many means, each series beginning elsewhere, so that marks seldom meet. */
function markedMeans({ means, marks = 'every', colour }: Series): readonly Point[] {
  if (marks === 'none') return []
  if (marks === 'every' || means.length <= few) return means
  const stride = means.length / few
  const first = stride * (0.25 + 0.5 * ((colour * 0.382) % 1))
  return Array.from({ length: few }, (_, i) => means[Math.floor(first + i * stride)] ?? []).filter(
    (point): point is Point => point.length === 2,
  )
}

function between(value: number, { from, to }: Panel['x']): boolean {
  const slack = 1e-9 * (to - from)
  return value >= from - slack && value <= to + slack
}
