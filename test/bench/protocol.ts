/**
 * How a contender's process is spoken to, a line of JSON each way: it says `Ready` once, then answers
 * every `Question` with an `Answer`, until its stdin ends.
 */
export interface Ready {
  /** What computes, and its version. */
  readonly version: string
  readonly parameters: number
  readonly logits: readonly number[]
}

export interface Question {
  readonly repeats: number
  /** Attacks by one step and tries one transform: enough to compile everything. */
  readonly isShort: boolean
}

export interface Answer {
  /** Milliseconds for one batch, averaged over the repeats, which ran back to back. */
  readonly ms: number
  /** The same in CPU time of the process, all threads together. */
  readonly cpuMs: number
  /** The most the process has had resident so far. */
  readonly peakBytes: number
}
