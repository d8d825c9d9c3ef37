import type { Pace } from './grid.ts'

export type Heading = 'left' | 'right' | 'up' | 'down'

/** What a key press on a keyframe asks for. */
export type KeyAction =
  | { readonly kind: 'nudge'; readonly heading: Heading; readonly pace: Pace }
  | { readonly kind: 'go'; readonly to: 'previous' | 'next' | 'first' | 'last' }
  | { readonly kind: 'remove' | 'add' | 'edit' | 'toggle' | 'fit' | 'clear' | 'select-lane' }

export interface Pressed {
  readonly key: string
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const headings: Readonly<Record<string, Heading>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const plain: Readonly<Record<string, KeyAction>> = {
  Home: { kind: 'go', to: 'first' },
  End: { kind: 'go', to: 'last' },
  PageUp: { kind: 'go', to: 'previous' },
  PageDown: { kind: 'go', to: 'next' },
  Delete: { kind: 'remove' },
  Backspace: { kind: 'remove' },
  Enter: { kind: 'edit' },
  ' ': { kind: 'toggle' },
  a: { kind: 'add' },
  A: { kind: 'add' },
  '.': { kind: 'fit' },
  Escape: { kind: 'clear' },
}

/** The pace Alt and Shift ask for. */
export function paceOf({ altKey, shiftKey }: Pick<Pressed, 'altKey' | 'shiftKey'>): Pace {
  if (altKey) return 'fine'
  return shiftKey ? 'coarse' : 'normal'
}

/** The action of a press; undefined leaves the press to others (Tab, undo, the browser). */
export function actionOf(pressed: Pressed): KeyAction | undefined {
  const heading = headings[pressed.key]
  const command = pressed.ctrlKey || pressed.metaKey
  if (!command) {
    return heading ? { kind: 'nudge', heading, pace: paceOf(pressed) } : plain[pressed.key]
  }
  if (heading === 'left') return { kind: 'go', to: 'previous' }
  if (heading === 'right') return { kind: 'go', to: 'next' }
  return pressed.key === 'a' ? { kind: 'select-lane' } : undefined
}
