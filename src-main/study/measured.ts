import { hypervolume, slopeOf, spearman } from '#comparison'
import type { Advance, Cell, Difference, Expectation, Hypothesis, Trend } from './design.ts'
import type { Observation, Observations } from './observe.ts'

/** An effect for each seed, in the direction that the hypothesis says, and what is not in it. */
export interface Measured {
  readonly bySeed: ReadonlyMap<number, number>
  /** Of a trend: mean over seeds of the rank correlation with the level, likewise directed. */
  readonly rankCorrelation: number | null
  /** What was left out for a degenerate run, in words: a level, or a seed. */
  readonly leftOut: readonly string[]
}

/** The worst corner: a network that gets nothing right, under either kind of perturbation. */
const referencePoint = [0, 0]
/** A line through two points is no trend. */
const fewestLevels = 3

const sign = (expected: Expectation): 1 | -1 => (expected === 'rises' ? 1 : -1)

/** Every cell that a hypothesis is about. */
export function cellsOf(hypothesis: Hypothesis): readonly Cell[] {
  switch (hypothesis.kind) {
    case 'trend':
      return hypothesis.points.map(({ cell }) => cell)
    case 'difference':
      return [hypothesis.cell, hypothesis.baseline]
    case 'advance':
      return [hypothesis.cell, ...hypothesis.front, ...(hypothesis.rival ? [hypothesis.rival] : [])]
  }
}

/** @param known has a run of every cell of the hypothesis at every seed. */
export function measure(hypothesis: Hypothesis, known: Observations): Measured {
  switch (hypothesis.kind) {
    case 'trend':
      return measureTrend(hypothesis, known)
    case 'difference':
      return measureDifference(hypothesis, known)
    case 'advance':
      return measureAdvance(hypothesis, known)
  }
}

/**
 * The change over the whole axis by the least-squares line of each seed. A level at which a run of
 * any seed is degenerate is left out for all of them, so that seeds stay paired.
 */
function measureTrend({ points, measure: of, expected }: Trend, known: Observations): Measured {
  const isSound = ({ cell }: Trend['points'][number]) =>
    known.seeds.every((seed) => known.at(cell, seed)?.degenerate === false)
  const kept = points.filter(isSound)
  const leftOut = points.filter((point) => !isSound(point)).map(({ cell }) => cell.label)
  if (kept.length < fewestLevels) return { bySeed: new Map(), rankCorrelation: null, leftOut }
  const levels = kept.map(({ level }) => level)
  const span = Math.max(...levels) - Math.min(...levels)
  const rows = known.seeds.map((seed) => kept.map(({ cell }) => rateAt(known, cell, seed, of)))
  const direction = sign(expected)
  const changes = rows.map((rates) => direction * slopeOf(levels, rates) * span)
  const ranks = rows.map((rates) => direction * (spearman(levels, rates) || 0))
  return {
    bySeed: new Map(known.seeds.map((seed, i) => [seed, changes[i]])),
    rankCorrelation: ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length,
    leftOut,
  }
}

/** Cell − baseline of each seed at which neither is degenerate. */
function measureDifference(
  { cell, baseline, measure: of, expected }: Difference,
  known: Observations,
): Measured {
  const bySeed = new Map<number, number>()
  const leftOut: string[] = []
  for (const seed of known.seeds) {
    const degenerate = [cell, baseline].filter((one) => known.at(one, seed)?.degenerate)
    leftOut.push(...degenerate.map(({ label }) => `${label}, seed ${seed}`))
    if (degenerate.length > 0) continue
    const change = rateAt(known, cell, seed, of) - rateAt(known, baseline, seed, of)
    bySeed.set(seed, sign(expected) * change)
  }
  return { bySeed, rankCorrelation: null, leftOut }
}

/** Gain in hypervolume of each seed; a degenerate run has no point, and so adds nothing. */
function measureAdvance({ cell, front, rival, measures }: Advance, known: Observations): Measured {
  const leftOut: string[] = []
  const area = (cells: readonly Cell[], seed: number): number => {
    const sound = cells.filter((one) => known.at(one, seed)?.degenerate === false)
    const points = sound.map((one) => measures.map((of) => rateAt(known, one, seed, of)))
    return hypervolume(points, referencePoint)
  }
  const bySeed = new Map(
    known.seeds.map((seed) => {
      const others = rival ? [...front, rival] : front
      for (const one of [cell, ...others]) {
        if (known.at(one, seed)?.degenerate) leftOut.push(`${one.label}, seed ${seed}`)
      }
      return [seed, area([...front, cell], seed) - area(others, seed)]
    }),
  )
  return { bySeed, rankCorrelation: null, leftOut }
}

function rateAt(
  known: Observations,
  cell: Cell,
  seed: number,
  of: Parameters<Observation['rate']>[0],
): number {
  return known.at(cell, seed)?.rate(of) ?? NaN
}
