import type { Command as Listed } from '../../commands/index.ts'

/** A command of the editor: it knows what part of the timeline it is about, and when it is possible. */
export type Command = Omit<Listed, 'group' | 'isEnabled'> & {
  readonly group: 'Edit' | 'Keys' | 'Lane' | 'Stage' | 'View'
  readonly isEnabled: () => boolean
}

/** What the screen does for a command: things that need a field or a focus. */
export interface CommandActs {
  readonly editValue: () => void
  readonly renameStage: () => void
}

/** A command but for its group; one without a condition is always possible. */
export type Deed = Omit<Command, 'group' | 'isEnabled'> & { isEnabled?: () => boolean }

export function inGroup(group: Command['group'], deeds: readonly Deed[]): readonly Command[] {
  return deeds.map((deed) => ({ isEnabled: () => true, ...deed, group }))
}

/**
 * The same for the registry of the frame, that keys and the palette reach them.
 * @param isFree whether a press may be meant for the timeline now.
 * @param after what follows each command, such as the focus.
 */
export function listed(
  commands: readonly Command[],
  isFree: () => boolean,
  after: () => void,
): readonly Listed[] {
  return commands.map((command) => ({
    ...command,
    group: `Timeline: ${command.group.toLowerCase()}`,
    isEnabled: () => isFree() && command.isEnabled(),
    run: () => {
      command.run()
      after()
    },
  }))
}
