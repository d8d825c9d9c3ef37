import type { Keys } from './keys.ts'

/** Something a person can have done: listed in the palette and the cheat-sheet, bound to its keys. */
export interface Command {
  /** Unique among the commands that are there at one time; the native menu asks by it. */
  readonly id: string
  /** What it does, in the imperative: "Compare the selected runs". */
  readonly title: string
  /** Where it is listed: "Go to", "Timeline". */
  readonly group: string
  /** The same with what it would do at this moment: "Undo: Move 3 keys". */
  readonly titleNow?: () => string
  readonly keys?: Keys
  /** Further keys for the same, listed nowhere. */
  readonly otherKeys?: readonly Keys[]
  /** The screen listens to these keys itself, on what has the focus. */
  readonly isHeardByScreen?: true
  /** Keys with a meaning in every text field, such as undo: there they are the field's. */
  readonly yieldsToFields?: true
  readonly isEnabled?: () => boolean
  /** For one that is about one of many: the palette asks which, and runs what is chosen instead. */
  readonly choices?: Choices
  run(): void
}

export interface Choices {
  /** The question: "Which run?" */
  readonly asks: string
  /** What can be chosen now, each called in full: "Pause plain, seed 3". */
  readonly list: () => readonly Command[]
}

/** What a command is called now. */
export function titleOf({ title, titleNow }: Command): string {
  return titleNow?.() ?? title
}

/** A command and, for one that asks, all that it may come to; those that are possible now. */
export function leavesOf(command: Command): readonly Command[] {
  if (command.isEnabled?.() === false) return []
  return command.choices ? command.choices.list().flatMap(leavesOf) : [command]
}
