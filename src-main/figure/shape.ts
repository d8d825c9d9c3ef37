import type { Shape } from './figure.ts'
import { element, through } from './svg.ts'

/** Keeps marks apart that lie over one another. */
const rim = { stroke: '#ffffff', 'stroke-width': 0.5 }

/** A mark of about `size` across around (x, y); a cross is drawn, the others are filled. */
export function mark(shape: Shape, x: number, y: number, size: number, colour: string): string {
  const r = size / 2
  const corners = (...offsets: [number, number][]) =>
    `${through(offsets.map(([dx, dy]) => [x + dx * r, y + dy * r]))}Z`
  const filled = (d: string) => element('path', { d, fill: colour, ...rim })
  switch (shape) {
    case 'circle':
      return element('circle', {
        cx: x,
        cy: y,
        r,
        fill: colour,
        ...rim,
      })
    case 'square':
      return filled(corners([-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]))
    case 'diamond':
      return filled(corners([0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]))
    case 'triangle':
      return filled(corners([0, -1.1], [1.1, 0.85], [-1.1, 0.85]))
    case 'cross': {
      const d =
        through([
          [x - r, y - r],
          [x + r, y + r],
        ]) +
        through([
          [x - r, y + r],
          [x + r, y - r],
        ])
      return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': size / 5 })
    }
  }
}
