/** Where something is on a canvas, in px. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Room between a mark's line and its name. */
const beside = 6

/**
 * From where to where the name of a mark reaches: towards the middle of the plot, or to the other side
 * where another mark's line would run through it and there is none.
 * @param x of the mark's line, and `others` those of all marks
 */
export function spanOf(
  x: number,
  width: number,
  area: Pick<Box, 'left' | 'right'>,
  others: readonly number[],
): Pick<Box, 'left' | 'right'> & { readonly isRight: boolean } {
  const toRight = { left: x + beside, right: x + beside + width, isRight: false }
  const toLeft = { left: x - beside - width, right: x - beside, isRight: true }
  const isFree = ({ left, right }: Pick<Box, 'left' | 'right'>): boolean =>
    left >= area.left && right <= area.right && !others.some((at) => at > left && at < right)
  const [first, second] = x > (area.left + area.right) / 2 ? [toLeft, toRight] : [toRight, toLeft]
  return !isFree(first) && isFree(second) ? second : first
}

/** Height of a line of text, and the room to a line beside it. */
const rowHeight = 16

/**
 * Where a mark's name is written beside its line: the lowest row of the plot that no curve and no
 * other name runs through, else the one that fewest do.
 * @param span from where to where the name reaches
 * @param lines the curves, each from left to right
 */
export function placeMark(
  span: Pick<Box, 'left' | 'right'>,
  area: Pick<Box, 'top' | 'bottom'>,
  lines: readonly (readonly Point[])[],
  taken: readonly Box[] = [],
): { readonly box: Box; readonly isClear: boolean } {
  const rows = Math.max(1, Math.floor((area.bottom - area.top) / rowHeight))
  let best: { box: Box; crossed: number } | undefined
  for (let row = 0; row < rows; row++) {
    const bottom = area.bottom - 2 - row * rowHeight
    const box = { ...span, top: bottom - rowHeight, bottom }
    const crossed =
      lines.filter((line) => isCrossed(box, line)).length +
      taken.filter((other) => meet(box, other)).length
    if (best === undefined || crossed < best.crossed) best = { box, crossed }
    if (crossed === 0) break
  }
  const bottom = area.bottom - 2
  return {
    box: best?.box ?? { ...span, top: bottom - rowHeight, bottom },
    isClear: best?.crossed === 0,
  }
}

function isCrossed({ left, right, top, bottom }: Box, line: readonly Point[]): boolean {
  return line.some((to, index) => {
    const from = line[index - 1] ?? to
    if (to.x < left || from.x > right) return false
    const slope = to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x)
    const start = from.y + slope * (Math.max(left, from.x) - from.x)
    const end = to.x === from.x ? to.y : from.y + slope * (Math.min(right, to.x) - from.x)
    return Math.max(start, end) >= top && Math.min(start, end) <= bottom
  })
}

function meet(one: Box, other: Box): boolean {
  const isBeside = one.right <= other.left || one.left >= other.right
  return !isBeside && one.bottom > other.top && one.top < other.bottom
}
