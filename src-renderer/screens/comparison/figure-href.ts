import type { FigureSpecInput } from '#contract'
import { formatRoute } from '../../state/index.ts'
import type { Board } from './board.svelte.ts'

/** Where what a panel shows becomes a figure: the same runs, groups and looks. */
export function figureHref(board: Board, change: Pick<FigureSpecInput, 'plot' | 'layout'>): string {
  const { comparison, view, groups } = board
  const spec: FigureSpecInput = {
    ...{ runs: comparison.runs.map(({ id }) => id), grouping: comparison.grouping },
    ...{ hidden: groups.filter(({ isShown }) => !isShown).map(({ id }) => id), band: view.band },
    ...change,
  }
  return formatRoute({ screen: 'figures', id: null, draft: JSON.stringify(spec) })
}
