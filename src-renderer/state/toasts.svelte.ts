import { sentenceOf } from './refusal.ts'

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'bad'
  readonly text: string
  /** Takes back what the message tells of. */
  readonly undo?: () => void
}

const shownMs = 6000
/** Long enough to read, to regret, and to reach it by keyboard. */
const undoMs = 20_000

/** Short messages that come and go; a refusal stays until it is dismissed. */
export class Toasts {
  #all = $state.raw<readonly Toast[]>([])
  #next = 0

  get all(): readonly Toast[] {
    return this.#all
  }

  say(text: string, undo?: () => void): void {
    const id = this.#add('plain', text, undo)
    setTimeout(() => this.dismiss(id), undo ? undoMs : shownMs)
  }

  /** Shows the host's own sentence. */
  refuse(refusal: unknown): void {
    this.#add('bad', sentenceOf(refusal))
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((toast) => toast.id !== id)
  }

  #add(tone: Toast['tone'], text: string, undo?: () => void): number {
    const id = this.#next++
    this.#all = [
      ...this.#all.filter((toast) => toast.text !== text).slice(-3),
      { id, tone, text, ...(undo && { undo }) },
    ]
    return id
  }
}
