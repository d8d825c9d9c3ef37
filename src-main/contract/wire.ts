/** A frame of the RPC protocol, as the transport cuts it. */
export type Frame = string | Uint8Array

/** What the shell (desktop main process, tests) tells the host over the child-process channel. */
export type ShellMessage =
  | { readonly kind: 'open'; readonly client: number }
  | { readonly kind: 'frame'; readonly client: number; readonly data: Frame }
  | { readonly kind: 'close'; readonly client: number }
  | { readonly kind: 'stop' }

/** What the host tells the shell. */
export type HostMessage =
  | { readonly kind: 'ready'; readonly version: string }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly exit: number
    }
  | { readonly kind: 'frame'; readonly client: number; readonly data: Frame }
