/** What every plot knows of a group. */
export interface PlotGroup {
  /** Its first run's. */
  readonly id: string
  /** As the legend calls it. */
  readonly label: string
  /** Its place in the comparison: one place, one look in every plot. */
  readonly place: number
  readonly runs: readonly string[]
}

const shapes = ['circle', 'square', 'diamond', 'triangle'] as const
const lines = ['solid', 'dashed', 'dotted', 'dot-dashed'] as const

/**
 * How a group looks in print: eight colours, then the same in other dashes. Shapes change with every
 * group and do not begin anew where colours do.
 */
export function lookOf(place: number) {
  const round = Math.floor(place / 8)
  return {
    colour: place,
    shape: shapes[(place + round) % shapes.length],
    line: lines[round % lines.length],
  }
}
