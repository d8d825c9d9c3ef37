/** When to start a process again that has crashed; all times in milliseconds of one clock. */
export interface BackOff {
  /** The wait after a first crash; it doubles with each further one within `windowMs`. */
  readonly firstMs: number
  readonly windowMs: number
  /** As many crashes within `windowMs` as this, and it is not started again. */
  readonly limit: number
}

export const hostBackOff: BackOff = { firstMs: 250, windowMs: 60_000, limit: 5 }

export type Verdict = { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'give-up' }

/** What to do after the last of `crashes` (times in ascending order). */
export function afterCrash(crashes: readonly number[], backOff: BackOff = hostBackOff): Verdict {
  const last = crashes.at(-1) ?? 0
  const recent = crashes.filter((time) => last - time < backOff.windowMs).length
  if (recent >= backOff.limit) return { kind: 'give-up' }
  return { kind: 'wait', ms: backOff.firstMs * 2 ** Math.max(0, recent - 1) }
}
