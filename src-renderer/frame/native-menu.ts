import { menuCommands } from '#contract'
import type { ListedCommand } from '../client/shell.ts'
import type { Command } from '../commands/index.ts'

const ofFrame: ReadonlySet<string> = new Set(menuCommands.map(({ id }) => id))

/** What the open screen adds to the frame's commands, as the native menu lists it: possible or not. */
export function commandsOfScreen(all: readonly Command[]): readonly ListedCommand[] {
  return all
    .filter(({ id }) => !ofFrame.has(id))
    .map(({ id, title, group, keys = null, isEnabled }) => ({
      ...{ id, title, group, keys },
      isEnabled: isEnabled?.() !== false,
    }))
}
