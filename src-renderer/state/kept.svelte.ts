/** A value of the workspace: kept in this browser or window, not undoable, lost without harm. */
export class Kept<Value> {
  #value: Value = $state.raw() as Value
  readonly #key: string
  readonly #storage: Storage | null

  /**
   * @param read takes what was stored; throws or returns undefined where it is unusable
   * @param storage null where the browser refuses one: the value is then of the session
   */
  constructor(
    key: string,
    start: Value,
    read: (stored: unknown) => Value | undefined,
    storage: Storage | null = localStorageIfAny(),
  ) {
    this.#key = `cusp.${key}`
    this.#storage = storage
    this.#value = this.#restore(read) ?? start
  }

  get value(): Value {
    return this.#value
  }

  set value(next: Value) {
    this.#value = next
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(next))
    } catch {
      // A full or forbidden storage costs the habit, not the work.
    }
  }

  #restore(read: (stored: unknown) => Value | undefined): Value | undefined {
    try {
      const text = this.#storage?.getItem(this.#key)
      return text ? read(JSON.parse(text)) : undefined
    } catch {
      return undefined
    }
  }
}

/** A `read` of `Kept` for what is on or off. */
export function asBoolean(stored: unknown): boolean | undefined {
  return typeof stored === 'boolean' ? stored : undefined
}

function localStorageIfAny(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}
