/** Keeps what was used last ready, and lets go of what was not used for longest. */
export interface Recent<Value> {
  /**
   * Works with a value that stays open until the work is done.
   * @param open makes it where it is not kept; what it throws is not kept.
   */
  use<Result>(
    key: string,
    open: () => Promise<Value>,
    work: (value: Value) => Promise<Result>,
  ): Promise<Result>
}

interface Entry<Value> {
  readonly value: Promise<Value>
  users: number
  isKept: boolean
}

/** @param most values kept beside those in use. */
export function createRecent<Value>(
  most: number,
  close: (value: Value) => Promise<void> = async () => undefined,
): Recent<Value> {
  const kept = new Map<string, Entry<Value>>()
  const letGo = (key: string, entry: Entry<Value>): void => {
    entry.isKept = false
    if (kept.get(key) === entry) kept.delete(key)
    if (entry.users === 0) entry.value.then(close).catch(() => undefined)
  }
  const take = (key: string, open: () => Promise<Value>): Entry<Value> => {
    const entry = kept.get(key) ?? { value: open(), users: 0, isKept: true }
    // Last in the map is used last.
    kept.delete(key)
    kept.set(key, entry)
    for (const [oldest, other] of kept) if (kept.size > most) letGo(oldest, other)
    return entry
  }
  return {
    async use(key, open, work) {
      const entry = take(key, open)
      entry.users++
      try {
        return await work(await openedOr(entry.value, () => letGo(key, entry)))
      } finally {
        entry.users--
        if (!entry.isKept && entry.users === 0) entry.value.then(close).catch(() => undefined)
      }
    },
  }
}

async function openedOr<Value>(value: Promise<Value>, fail: () => void): Promise<Value> {
  try {
    return await value
  } catch (error) {
    fail()
    throw error
  }
}
