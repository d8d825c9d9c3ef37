/** One chord, as the registry writes it: `Mod+K`, `Shift+Delete`, `?`. `Mod` is ⌘ on a Mac, else Ctrl. */
export type Keys = string

/** What of a key press decides which chord it is. */
export interface Pressed {
  readonly key: string
  /** The key's place on the keyboard, such as `Digit1`: with Alt held a Mac's `key` is another sign. */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

interface Chord {
  readonly key: string
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
}

function parse(keys: Keys): Chord {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const has = (name: string) => parts.slice(0, -1).includes(name)
  return { key: key.toLowerCase(), mod: has('Mod'), shift: has('Shift'), alt: has('Alt') }
}

/** Whether a press is this chord. A sign such as `?` is itself, whatever keys it takes to type it. */
export function isPressed(keys: Keys, press: Pressed, isMac: boolean): boolean {
  const chord = parse(keys)
  if (keyOf(press, chord.alt) !== chord.key) return false
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (mod !== chord.mod || other || press.altKey !== chord.alt) return false
  return isSign(chord.key) || press.shiftKey === chord.shift
}

function keyOf({ key, code = '' }: Pressed, isAlt: boolean): string {
  const place = isAlt ? /^(?:Digit|Key)(.)$/.exec(code) : null
  return (place?.[1] ?? key).toLowerCase()
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/.test(key)
}

/** Whether the chord could be typed into a field as text: then a field keeps it. */
export function isText(keys: Keys): boolean {
  const { key, mod, alt } = parse(keys)
  return key.length === 1 && !mod && !alt
}

const signs: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  ' ': 'Space',
}

/** A chord as people read it on their machine: "Ctrl K", "⌘K". */
export function formatKeys(keys: Keys, isMac: boolean): string {
  const { key, mod, shift, alt } = parse(keys)
  const shown = signs[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key))
  const names = isMac
    ? { mod: '⌘', shift: '⇧', alt: '⌥' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' }
  const held = [mod && names.mod, alt && names.alt, shift && names.shift].filter(
    (name) => name !== false,
  )
  return [...held, shown].join(isMac ? '' : ' ')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Whether this machine's keyboard has ⌘. */
export function isMacPlatform(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform)
}

/** Whether what has the focus takes letters as text. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLElement && target.isContentEditable) return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'range'].includes(target.type)
}
