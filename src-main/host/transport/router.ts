import type { ContractRouterClient } from '@orpc/contract'
import type { Router } from '@orpc/server'
import type { contract } from '#contract'

/** The host's implementation of the contract; its procedures need nothing of a transport. */
export type HostRouter = Router<typeof contract, Record<never, never>>

/** The contract as functions, whichever channel they go through. */
export type HostClient = ContractRouterClient<typeof contract>
