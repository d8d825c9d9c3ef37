import type { ContractRouterClient } from '@orpc/contract'
import type { Router } from '@orpc/server'
import type { contract } from '#contract'

/** What a procedure may know of whoever asks: not who it is, but what the way it came by allows. */
export interface Caller {
  /** Whether a call may name files of this machine: terminals and the window may, a page may not. */
  readonly mayNameFiles: boolean
}

/** The host's implementation of the contract. */
export type HostRouter = Router<typeof contract, Caller>

/** The contract as functions, whichever channel they go through. */
export type HostClient = ContractRouterClient<typeof contract>
