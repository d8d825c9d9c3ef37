import type { ExportFormat } from '#contract'
import type { Command } from '../../commands/index.ts'

export const formats: readonly { readonly format: ExportFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'markdown', label: 'Markdown' },
  { format: 'latex', label: 'LaTeX (booktabs)' },
]

/** What the possible depends on. */
interface Standing {
  readonly canCompare: boolean
  readonly isEmpty: boolean
  readonly grouped: boolean
}

interface Acts {
  readonly compare: () => void
  /** Opens the views, where one is chosen and this one saved. */
  readonly views: () => void
  readonly arrange: (rows: 'runs' | 'groups') => void
  readonly all: () => void
  readonly copy: (format: ExportFormat) => void
}

/** What can be done with the list of runs. */
export function runsCommands(standing: () => Standing, acts: Acts): readonly Command[] {
  const isThere = () => !standing().isEmpty
  const command = (
    id: string,
    title: string,
    run: () => void,
    isEnabled: () => boolean = isThere,
  ): Command => ({ ...{ id: `runs.${id}`, title, group: 'Runs', run, isEnabled } })
  const isGrouped = (grouped: boolean) => () => isThere() && standing().grouped === grouped
  return [
    command('compare', 'Compare the selected runs', acts.compare, () => standing().canCompare),
    command('all', 'Select all runs, or none', acts.all),
    command('views', 'Views: open one or save this one…', acts.views),
    command('groups', 'Show groups of seeds', () => acts.arrange('groups'), isGrouped(false)),
    command('each', 'Show each run', () => acts.arrange('runs'), isGrouped(true)),
    ...formats.map(({ format, label }) =>
      command(`copy.${format}`, `Copy the table as ${label}`, () => acts.copy(format)),
    ),
  ]
}
