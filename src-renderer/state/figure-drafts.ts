import { figureSpecSchema, type FigureSpec } from '#contract'

/** Where the drafts are: this browser or window. */
export type FigureStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** What a draft is of: a saved figure, or the one that an address describes. */
export type FigureSource = { readonly id: string } | { readonly address: string }

/** Name and spec of a figure as they were changed and not saved. */
export interface FigureDraft {
  readonly name: string
  readonly spec: FigureSpec
  /** When the figure it changes had last been saved, in ms since 1970; null where it was not. */
  readonly over: number | null
}

/** Changes of figures that are not saved: they outlive a reload until they are saved or discarded. */
export class FigureDrafts {
  readonly #storage: FigureStorage | undefined

  constructor(storage: FigureStorage | undefined) {
    this.#storage = storage
  }

  /** Null forgets the draft. */
  keep(source: FigureSource, draft: FigureDraft | null): void {
    try {
      if (draft === null) this.#storage?.removeItem(keyOf(source))
      else this.#storage?.setItem(keyOf(source), JSON.stringify(draft))
    } catch {
      // A full storage costs the draft after a reload, not the work at hand.
    }
  }

  /** Null where there is none, or one that cannot be read any more. */
  read(source: FigureSource): FigureDraft | null {
    try {
      const { name, spec, over } = JSON.parse(this.#storage?.getItem(keyOf(source)) ?? '{}') as {
        readonly [Field in keyof FigureDraft]?: unknown
      }
      if (typeof name !== 'string') return null
      return {
        ...{ name, spec: figureSpecSchema.parse(spec) },
        over: typeof over === 'number' ? over : null,
      }
    } catch {
      return null
    }
  }

  /** All there are, by name. */
  all(): { readonly source: FigureSource; readonly draft: FigureDraft }[] {
    const keys = Array.from({ length: this.#storage?.length ?? 0 }, (_, i) => this.#storage?.key(i))
    return keys
      .flatMap((key) => {
        const source = key ? sourceIn(key) : null
        const draft = source && this.read(source)
        return source && draft ? [{ source, draft }] : []
      })
      .sort((a, b) => a.draft.name.localeCompare(b.draft.name))
  }
}

const [ofSaved, ofAddress] = ['cusp.figure.draft.', 'cusp.figure.new.']

function keyOf(source: FigureSource): string {
  return 'id' in source ? ofSaved + source.id : ofAddress + source.address
}

function sourceIn(key: string): FigureSource | null {
  if (key.startsWith(ofSaved)) return { id: key.slice(ofSaved.length) }
  return key.startsWith(ofAddress) ? { address: key.slice(ofAddress.length) } : null
}
