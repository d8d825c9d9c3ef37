import type { Beat } from '../worker/heartbeat-memory.ts'

/** How long a worker may show nothing before it is taken for hung. */
export interface Patience {
  /** Milliseconds without a beat: its whole process stands still. */
  readonly stillMs: number
  /** Milliseconds with beats in which the engine neither begins nor ends anything, at least. */
  readonly stuckMs: number
  /** Or as many times the longest it has taken so far, whichever is more. */
  readonly times: number
}

/**
 * A thread that does nothing but beat is kept from it by a machine that swaps for tens of seconds. One
 * call into an engine is a step, a piece of an attack or a compilation: of large networks on slow
 * machines minutes, and what was seen to take minutes may take twenty times that in a later stage.
 */
export const defaultPatience: Patience = { stillMs: 600_000, stuckMs: 1_800_000, times: 20 }

/** What a worker has not done for how long. */
export interface Silence {
  readonly kind: 'still' | 'stuck'
  readonly ms: number
  readonly limitMs: number
  /** The longest call so far, in milliseconds. */
  readonly longestMs: number
  readonly doing: string
  /** Processor time used in it, in milliseconds. */
  readonly cpuMs: number
}

/** Watches over one worker by its beats; all times are milliseconds awake of one steady clock. */
export interface Vigil {
  hear(atMs: number, beat: Beat): void
  look(atMs: number): Silence
}

/** Beats come each second; after as long without one the process stood still and computed nothing. */
const missedMs = 10_000

export function createVigil(startedMs: number, patience: Patience): Vigil {
  let beatAt = startedMs
  let moved = { atMs: startedMs, cpuMs: 0 }
  let longestMs = 0
  let last: Beat = { moves: 0, doing: '', cpuMs: 0, debugged: false }
  return {
    hear(atMs, beat) {
      const gap = atMs - beatAt
      if (gap > missedMs) moved = { ...moved, atMs: moved.atMs + gap }
      if (beat.moves !== last.moves) longestMs = Math.max(longestMs, atMs - moved.atMs)
      if (beat.moves !== last.moves || beat.debugged) moved = { atMs, cpuMs: beat.cpuMs }
      last = beat
      beatAt = atMs
    },
    look(atMs) {
      const { doing, debugged } = last
      const stillMs = atMs - beatAt
      if (stillMs > missedMs) {
        const limitMs = debugged ? Infinity : patience.stillMs
        return { kind: 'still', ms: stillMs, limitMs, longestMs, doing, cpuMs: 0 }
      }
      const limitMs = Math.max(patience.stuckMs, patience.times * longestMs)
      const cpuMs = last.cpuMs - moved.cpuMs
      return { kind: 'stuck', ms: atMs - moved.atMs, limitMs, longestMs, doing, cpuMs }
    },
  }
}
