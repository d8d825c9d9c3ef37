/** Angles of a heatmap's columns, degrees. */
export const gridAngles: readonly number[] = Array.from({ length: 24 }, (_, i) => 15 * i - 180)

/** How far an image may be shifted here: a quarter of its extent, in px. */
export function reachOf(extent: number): number {
  return Math.max(2, Math.round(extent / 4))
}

/** Shifts of a heatmap's rows, from −reach to reach with 0 in the middle, whole px. */
export function gridShifts(reach: number): number[] {
  const step = Math.max(1, Math.round(reach / 3))
  return Array.from({ length: 7 }, (_, i) => step * (i - 3))
}
