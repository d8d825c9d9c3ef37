import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { createRouterClient, type AnyProcedure } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { z } from 'zod'
import { errorOf, problemsOf, type CuspError } from '#errors'
import type { FramePort } from './frame-port.ts'
import { fromRefused, toRefused } from './refusal.ts'
import type { Caller, HostClient, HostRouter } from './router.ts'
import { spokenStream } from './streams.ts'

/** The part of a call under way that these interceptors need. */
interface Step {
  readonly next: () => Promise<unknown>
  readonly input: unknown
  readonly procedure: AnyProcedure
}

async function refuse(step: Step): Promise<unknown> {
  try {
    return await step.next()
  } catch (error) {
    throw toRefused(badInput(step) ?? error)
  }
}

/** What is wrong with the input of a call, in the words every document's errors have. */
function badInput({ input, procedure }: Step): CuspError | undefined {
  const schema: unknown = procedure['~orpc'].inputSchema
  if (!(schema instanceof z.ZodType)) return undefined
  const problems = problemsOf(schema, input)
  if (problems.length === 0) return undefined
  return errorOf(problems, { name: 'input', code: 'input.invalid' })
}

/** Answers the calls that come through a port, until the port closes. */
export type Serve = (port: FramePort, caller: Caller) => void

export function serveRouter(router: HostRouter): Serve {
  const handler = new RPCHandler(router, { clientInterceptors: [refuse] })
  return (port, context) => void handler.upgrade(asWebSocket(port), { context })
}

type Upgradable = Parameters<RPCHandler<Caller>['upgrade']>[0]

/**
 * oRPC's handler for message ports lets a frame that is not JSON become an unhandled rejection,
 * which would end the host; its handler for `ws` catches it. It uses these two methods only, and
 * the overloads of the first cannot be written by hand: hence the cast.
 */
function asWebSocket(port: FramePort): Upgradable {
  return {
    addEventListener: port.on.bind(port),
    send: port.postMessage.bind(port),
  } as unknown as Upgradable
}

/** The contract over a port. Calls throw CuspErrors; those of a closed port `host.unreachable`. */
export function clientOver(port: FramePort): HostClient {
  const link = new RPCLink({ port })
  return createORPCClient<HostClient>({
    async call(path, input, options) {
      // A frame sent into a closed port would wait for its answer for ever.
      if (!port.isOpen) throw fromRefused(undefined)
      try {
        return spokenStream(await link.call(path, input, options))
      } catch (error) {
        if (options.signal?.aborted === true) throw error
        throw fromRefused(error)
      }
    },
  })
}

/** The contract inside this very process, without a wire; same errors as through one. */
export function localClient(router: HostRouter): HostClient {
  return createRouterClient(router, {
    context: { mayNameFiles: true },
    interceptors: [
      async (step) => {
        try {
          return spokenStream(await refuse(step))
        } catch (error) {
          throw fromRefused(error)
        }
      },
    ],
  })
}
