import { bandOf, smooth, type BandKind } from '#comparison'

/** Two columns in rising order of x. */
export interface Line {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** A line, and its band where there is one. */
export interface BandedLine extends Line {
  readonly low: ArrayLike<number> | null
  readonly high: ArrayLike<number> | null
  /** Most runs at any place. */
  readonly count: number
}

/** One run's series: its steps, where they are on the axis, and the values there. */
export interface RunSeries {
  readonly steps: readonly number[]
  readonly x: ArrayLike<number>
  readonly values: ArrayLike<number>
}

/**
 * The mean over runs at each step that any of them recorded, with its band; each run is smoothed
 * first, so that the band is of smoothed lines.
 */
export function meanLine(runs: readonly RunSeries[], weight: number, kind: BandKind): BandedLine {
  const smoothed = runs.map((run) => ({ ...run, values: smooth(run.values, weight) }))
  const [only] = smoothed
  if (smoothed.length === 1) {
    return { x: only.x, y: only.values, low: null, high: null, count: 1 }
  }
  const rows = rowsOf(smoothed)
  const bands = rows.map(({ values }) => bandOf(values, kind))
  const isBanded = bands.some(({ low }) => low !== null)
  return {
    x: rows.map(({ x }) => x),
    y: bands.map(({ mean }) => mean),
    // Where one run alone went that far, the band closes.
    low: isBanded ? bands.map(({ low, mean }) => low ?? mean) : null,
    high: isBanded ? bands.map(({ high, mean }) => high ?? mean) : null,
    count: bands.reduce((most, { count }) => Math.max(most, count), 0),
  }
}

interface Row {
  /** The mean of the runs' places: times differ from run to run. */
  readonly x: number
  readonly values: readonly number[]
}

function rowsOf(runs: readonly RunSeries[]): Row[] {
  const rows = new Map<number, { sum: number; values: number[] }>()
  for (const { steps, x, values } of runs) {
    for (const [i, step] of steps.entries()) {
      const row = rows.get(step)
      if (row) {
        row.sum += x[i]
        row.values.push(values[i])
      } else rows.set(step, { sum: x[i], values: [values[i]] })
    }
  }
  return [...rows.values()]
    .map(({ sum, values }) => ({ x: sum / values.length, values }))
    .sort((a, b) => a.x - b.x)
}

/**
 * A metric over how hard training was: the mean over all steps at which it was as hard, to the
 * pixel, between the lowest and the highest value met there.
 * @param domain of the axis, and how many pixels wide it is drawn.
 */
export function strengthLine(
  runs: readonly Line[],
  domain: readonly [number, number],
  pixels: number,
): BandedLine {
  const scale = pixels / (domain[1] - domain[0] || 1)
  const cells = new Map<number, { x: number; y: number; low: number; high: number; n: number }>()
  for (const { x, y } of runs) {
    for (let i = 0; i < x.length; i++) {
      const at = Math.floor((x[i] - domain[0]) * scale)
      const cell = cells.get(at) ?? { x: 0, y: 0, low: Infinity, high: -Infinity, n: 0 }
      cell.x += x[i]
      cell.y += y[i]
      cell.low = Math.min(cell.low, y[i])
      cell.high = Math.max(cell.high, y[i])
      cell.n++
      cells.set(at, cell)
    }
  }
  const rising = [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell)
  return {
    x: rising.map(({ x, n }) => x / n),
    y: rising.map(({ y, n }) => y / n),
    low: rising.map(({ low }) => low),
    high: rising.map(({ high }) => high),
    count: runs.length,
  }
}
