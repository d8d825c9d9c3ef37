/** Rows to draw of a list that is longer than its window. */
export interface RowWindow {
  /** The first drawn, and the first that is not. */
  readonly from: number
  readonly to: number
  /** Pixels that stand for the rows above and below. */
  readonly above: number
  readonly below: number
}

/** Rows drawn beyond either edge, so that a small scroll shows no gap. */
const margin = 8

/** Which rows of a fixed height a scrolled window shows. */
export function windowOf(
  total: number,
  rowHeight: number,
  scrolled: number,
  height: number,
): RowWindow {
  const first = Math.floor(Math.max(0, scrolled) / rowHeight)
  const count = Math.ceil(Math.max(0, height) / rowHeight) + 1
  const from = Math.max(0, Math.min(first - margin, total))
  const to = Math.max(from, Math.min(first + count + margin, total))
  return { from, to, above: from * rowHeight, below: (total - to) * rowHeight }
}

/** Where to scroll so that a row is in sight; the same place where it is. */
export function scrollTo(
  index: number,
  rowHeight: number,
  scrolled: number,
  height: number,
): number {
  const top = index * rowHeight
  if (top < scrolled) return top
  if (top + rowHeight > scrolled + height) return top + rowHeight - height
  return scrolled
}
