/** Something that can be done in the editor: listed in menus, bound to its keys. */
export interface Command {
  readonly id: string
  /** What it does, in the imperative: "Split the stage at the playhead". */
  readonly title: string
  readonly group: 'Edit' | 'Keys' | 'Lane' | 'Stage' | 'View'
  /** One chord: `Mod+C`, `Shift+M`, `[`. `Mod` is ⌘ on a Mac, else Ctrl. */
  readonly keys?: string
  /** Keys that the thing in focus listens to itself, written here so that they are found. */
  readonly isListedOnly?: true
  isEnabled(): boolean
  run(): void
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

/** What of a key press decides which chord it is. */
export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether a press is this chord. A sign such as `[` is itself, whatever keys it takes to type it. */
export function isPressed(keys: string, press: Pressed): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = (parts.at(-1) ?? '').toLowerCase()
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key)
  if (press.key.toLowerCase() !== key) return false
  if ((press.ctrlKey || press.metaKey) !== parts.includes('Mod')) return false
  if (press.altKey !== parts.includes('Alt')) return false
  return isSign || press.shiftKey === parts.includes('Shift')
}

/** Whether a chord is a single sign without Ctrl or Alt, which a text field needs for itself. */
export function isBare(keys: string): boolean {
  return keys.length === 1 || /^Shift\+.$/.test(keys)
}

/** A chord as people read it: "Ctrl C", "Shift M". */
export function formatKeys(keys: string, isMac: boolean): string {
  if (keys === '+') return '+'
  return keys
    .split('+')
    .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : part))
    .join(isMac ? '' : ' ')
}
