/** Room at the sides of every plot, in px: the same everywhere, so that plots on one axis align. */
export const gutter = { left: 48, right: 14 } as const

/** Where x is on a plot of this width, in px from the left of the whole chart. */
export function pixelOf(x: number, domain: readonly [number, number], width: number): number {
  const share = (x - domain[0]) / (domain[1] - domain[0] || 1)
  return gutter.left + share * (width - gutter.left - gutter.right)
}

/** The inverse of `pixelOf`, held inside the domain. */
export function valueAt(pixel: number, domain: readonly [number, number], width: number): number {
  const share = (pixel - gutter.left) / Math.max(1, width - gutter.left - gutter.right)
  return domain[0] + Math.min(1, Math.max(0, share)) * (domain[1] - domain[0])
}

/** The one of `places` nearest to x; null where there is none. @param places in rising order */
export function nearest(x: number, places: readonly number[]): number | null {
  let best: number | null = null
  for (const place of places) {
    if (best === null || Math.abs(place - x) < Math.abs(best - x)) best = place
  }
  return best
}

/** Where a plot lies in its canvas, in px from the canvas' upper left. */
export interface PlotArea {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
