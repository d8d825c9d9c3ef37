import type { FigureSpecInput } from '#contract'
import { formatRoute } from '../../state/index.ts'
import type { Command } from '../../commands/index.ts'
import type { Board } from './board.svelte.ts'

/** Where what a panel shows becomes a figure: the same runs, groups and looks. */
export function figureHref(board: Board, change: Pick<FigureSpecInput, 'plot' | 'layout'>): string {
  const { comparison, view, groups } = board
  const spec: FigureSpecInput = {
    ...{ runs: comparison.runs.map(({ id }) => id), grouping: comparison.grouping },
    ...{ hidden: groups.filter(({ isShown }) => !isShown).map(({ id }) => id), band: view.band },
    ...{ layout: { height: heightFor(groups.filter(({ isShown }) => isShown)) }, ...change },
  }
  return formatRoute({ screen: 'figures', id: null, draft: JSON.stringify(spec) })
}

/** The command beside the link on a chart: goes where that goes. */
export function figureCommand(title: string, href: string): Command {
  return {
    ...{ id: `figure.${title}`, group: 'Comparison: figure', title: `Make a figure of “${title}”` },
    run: () => (window.location.hash = href),
  }
}

/** Of a figure one column wide, in cm: a legend of many groups must leave room for the plot. */
function heightFor(groups: Board['groups']): number {
  const lettersOfLine = 44
  const [swatch, atEase] = [8, 2]
  let [lines, used] = [1, 0]
  for (const { label } of groups) {
    const wide = label.length + swatch
    if (used > 0 && used + wide > lettersOfLine) [lines, used] = [lines + 1, 0]
    used += wide
  }
  return Number((6.4 + 0.45 * Math.max(0, lines - atEase)).toFixed(1))
}
