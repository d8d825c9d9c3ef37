import { sentenceOf } from './refusal.ts'

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'warn' | 'bad'
  readonly text: string
  /** Takes back what the message tells of. */
  readonly undo?: () => void
  /** Runs that must be there for that. */
  readonly of?: readonly string[]
  /** Where what it tells of is shown. */
  readonly href?: string
}

type Lead = Pick<Toast, 'undo' | 'of' | 'href'>

const shownMs = 6000
/** Long enough to read, to regret or to follow, and to reach it by keyboard. */
const deedMs = 20_000

/** Short messages that come and go; what went wrong stays until it is dismissed. */
export class Toasts {
  #all = $state.raw<readonly Toast[]>([])
  #next = 0

  get all(): readonly Toast[] {
    return this.#all
  }

  /** @param of runs without which the deed cannot be taken back. */
  say(text: string, undo?: () => void, of: readonly string[] = []): void {
    this.#pass(this.#add('plain', text, undo && { undo, of }), undo ? deedMs : shownMs)
  }

  /** Drops what could be taken back only while these runs were there. */
  forget(runs: readonly string[]): void {
    this.#all = this.#all.filter(({ of = [] }) => !of.some((run) => runs.includes(run)))
  }

  /** News of something that is shown elsewhere. */
  tell(text: string, href: string): void {
    this.#pass(this.#add('plain', text, { href }), deedMs)
  }

  /** News that a person should not miss: it stays. */
  warn(text: string, href: string, tone: 'warn' | 'bad' = 'warn'): void {
    this.#add(tone, text, { href })
  }

  /** Shows the host's own sentence. */
  refuse(refusal: unknown): void {
    this.#add('bad', sentenceOf(refusal))
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((toast) => toast.id !== id)
  }

  #pass(id: number, ms: number): void {
    setTimeout(() => this.dismiss(id), ms)
  }

  #add(tone: Toast['tone'], text: string, lead: Lead = {}): number {
    const id = this.#next++
    this.#all = [
      ...this.#all.filter((toast) => toast.text !== text).slice(-3),
      { id, tone, text, ...lead },
    ]
    return id
  }
}
