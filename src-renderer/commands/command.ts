import type { Keys } from './keys.ts'

/** Something a person can have done: listed in the palette and the cheat-sheet, bound to its keys. */
export interface Command {
  /** Unique among the commands that are there at one time; the native menu asks by it. */
  readonly id: string
  /** What it does, in the imperative: "Compare the selected runs". */
  readonly title: string
  /** Where it is listed: "Go to", "Timeline". */
  readonly group: string
  readonly keys?: Keys
  /** Keys that a screen listens to itself, listed so that they are found. */
  readonly isListedOnly?: true
  readonly isEnabled?: () => boolean
  run(): void
}
