import { parseMeasure } from '#contract'
import type { Route } from '../state/index.ts'
import { formatRoute, plainComparison } from '../state/index.ts'

const scoreRows: Readonly<Record<string, string>> = {
  clean: 'score-clean',
  adversarial: 'score-adversarial',
  adversarialInvariance: 'score-adversarial',
  spatial: 'score-spatial',
  spatialInvariance: 'score-spatial',
  worstCase: 'score-both',
  worstCaseInvariance: 'score-both',
  corruption: 'score-corruption',
}

const others: Readonly<Record<string, string>> = {
  adversarial: 'curve-epsilon',
  rotation: 'curve-rotation',
  translation: 'curve-translation',
  budget: 'curve-budget',
  loss: 'training-loss',
  activeSeconds: 'facts',
}

/**
 * The part of a run's page that a measure is read off, as the id of its element: the row of a score,
 * the chart of a curve or of a series of the training.
 */
export function partOf(measure: string): string {
  const { name, strength } = parseMeasure(measure) ?? { name: measure, strength: null }
  const score = strength === null ? scoreRows[name] : undefined
  if (score !== undefined) return score
  if (others[name] !== undefined) return others[name]
  if (name.startsWith('setting.')) return 'training-curriculum'
  return name.endsWith('Accuracy') ? 'training-accuracy' : 'training-machine'
}

/** Where a number comes from: a run's page, and for a mean its runs side by side, each alone. */
export function sourceOf(runs: readonly string[], measure: string): Route | null {
  const [only] = runs
  if (only === undefined) return null
  if (runs.length === 1) return { screen: 'run', id: only, part: partOf(measure) }
  return { screen: 'comparison', runs, view: { ...plainComparison, grouping: 'none' } }
}

/** The address of where a number comes from. */
export function sourceHref(runs: readonly string[], measure: string): string | undefined {
  const source = sourceOf(runs, measure)
  return source === null ? undefined : formatRoute(source)
}
