import { runSpecSchema, type RunSpec } from '#contract'
import type { TypedText } from './curriculum-session.svelte.ts'

/** Where unsaved changes outlive a reload. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** JSON that makes no spec yet, kept beside the drafts: it outlives a reload with its mark. */
export class TextDrafts {
  readonly #storage: DraftStorage | undefined

  constructor(storage: DraftStorage | undefined) {
    this.#storage = storage
  }

  /** Keeps a text that cannot be read; forgets it where there is none. */
  keep(id: string, typed: TypedText | undefined): void {
    try {
      if (!typed || typed.isRead) this.#storage?.removeItem(keyOf(id))
      else {
        const { text, made } = typed
        this.#storage?.setItem(keyOf(id), JSON.stringify({ text, made }))
      }
    } catch {
      // A full storage costs the text after a reload, not the work at hand.
    }
  }

  /** What was kept of a curriculum, typed over `spec` unless that has changed since. */
  read(id: string, spec: RunSpec): TypedText | undefined {
    try {
      const { text, made } = JSON.parse(this.#storage?.getItem(keyOf(id)) ?? '{}') as {
        text?: unknown
        made?: unknown
      }
      if (typeof text !== 'string') return undefined
      const over = runSpecSchema.parse(made)
      const isSame = JSON.stringify(over) === JSON.stringify(runSpecSchema.parse(spec))
      return { text, made: isSame ? spec : over, isRead: false }
    } catch {
      return undefined
    }
  }
}

const keyOf = (id: string): string => `cusp.curriculum.text.${id}`
