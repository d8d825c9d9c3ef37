/** Where a supervised host is in its life. */
export type HostState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly version: string }
  /** It said why it cannot start; starting it again would not help. */
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly exit: number
    }
  /** It ended unasked and is started again after a wait. */
  | { readonly kind: 'crashed'; readonly why: string; readonly retryMs: number }
  /** It crashed too often: nothing more is tried. */
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'stopped' }

/** One sentence on how a process ended, with the last lines it wrote. */
export function describeExit(code: number | null, signal: string | null, output: string): string {
  const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`
  const tail = output.trim().split('\n').slice(-5).join('\n')
  return tail === '' ? `The host ended ${how}.` : `The host ended ${how}:\n${tail}`
}
