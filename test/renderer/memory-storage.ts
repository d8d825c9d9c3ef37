import type { FigureStorage } from '../../src-renderer/state/figure-drafts.ts'

/** Storage of a browser that lasts as long as the test. */
export function memoryStorage(): FigureStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
}
