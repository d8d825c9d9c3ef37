import { sentenceOf } from './refusal.ts'

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'bad'
  readonly text: string
}

const shownMs = 6000

/** Short messages that come and go; a refusal stays until it is dismissed. */
export class Toasts {
  #all = $state.raw<readonly Toast[]>([])
  #next = 0

  get all(): readonly Toast[] {
    return this.#all
  }

  say(text: string): void {
    const id = this.#add('plain', text)
    setTimeout(() => this.dismiss(id), shownMs)
  }

  /** Shows the host's own sentence. */
  refuse(refusal: unknown): void {
    this.#add('bad', sentenceOf(refusal))
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((toast) => toast.id !== id)
  }

  #add(tone: Toast['tone'], text: string): number {
    const id = this.#next++
    this.#all = [...this.#all.filter((toast) => toast.text !== text).slice(-3), { id, tone, text }]
    return id
  }
}
