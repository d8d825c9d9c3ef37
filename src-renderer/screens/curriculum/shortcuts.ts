import { isMacPlatform } from '../../commands/index.ts'

/** What the screen's own shortcuts do. */
export type HistoryStep = 'undo' | 'redo' | 'save'

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly target: EventTarget | null
}

/** Undo, redo or save for a press; a field being typed in keeps its own undo. */
export function historyStep(event: Pressed): HistoryStep | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
  const key = event.key.toLowerCase()
  if (key === 's' && !event.shiftKey) return 'save'
  if (isText(event.target)) return undefined
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' ? 'redo' : undefined
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type)
}

/** "Ctrl" or "⌘", as this machine's keyboard has it. */
export function commandKey(platform: string): string {
  return isMacPlatform(platform) ? '⌘' : 'Ctrl '
}
