import type { Command } from '../../commands/index.ts'

/** What the possible depends on. */
interface Standing {
  readonly count: number
  readonly isOfArchived: boolean
  readonly isOfDeleted: boolean
}

type Deed = 'pin' | 'export' | 'archive' | 'delete' | 'restore' | 'purge' | 'clear'

/** What can be done with the selected runs; there while some are selected. */
export function selectionCommands(
  standing: () => Standing,
  acts: Readonly<Record<Deed, () => void>>,
): readonly Command[] {
  const isOf = (deleted: boolean) => () => standing().isOfDeleted === deleted
  const command = (deed: Deed, title: string, isEnabled?: () => boolean): Command => ({
    ...{ id: `selection.${deed}`, title, group: 'Runs: selection', run: acts[deed] },
    ...(isEnabled && { isEnabled }),
  })
  return [
    command('pin', 'Pin the selected run as baseline', () => standing().count === 1),
    command('export', 'Export the selected runs…', isOf(false)),
    {
      ...command('archive', 'Archive the selected runs', isOf(false)),
      titleNow: () =>
        standing().isOfArchived
          ? 'Take the selected runs out of the archive'
          : 'Archive the selected runs',
    },
    command('delete', 'Delete the selected runs', isOf(false)),
    command('restore', 'Restore the selected runs', isOf(true)),
    command('purge', 'Remove the selected runs for ever…', isOf(true)),
    command('clear', 'Clear the selection'),
  ]
}
