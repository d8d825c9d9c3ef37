import { implement } from '@orpc/server'
import { contract } from '#contract'
import type { Desk } from '../desk.ts'
import type { Caller } from '../transport/router.ts'
import { ask, askInParts, askPreview, listChoices, specsOf } from './laboratory.ts'
import { requireOwnFiles } from './sources.ts'

/** What a handler of oRPC is given, as far as these need it. */
interface Asked<Request> {
  readonly input: Request
  readonly context: Caller
  readonly signal?: AbortSignal | undefined
}

/** Answers a question whose specs name no file that whoever asks may not name. */
function guarded<Request extends Parameters<typeof specsOf>[0], Answer>(
  answer: (request: Request, signal: AbortSignal | undefined) => Answer,
) {
  return ({ input, context, signal }: Asked<Request>): Answer => {
    for (const { dataset } of specsOf(input)) requireOwnFiles(context, dataset, 'spec.dataset')
    return answer(input, signal)
  }
}

/** The laboratory's part of the contract; refusals are dressed by the router it is put into. */
export function laboratoryRoutes(desk: Desk) {
  const os = implement(contract.laboratory).$context<Caller>()
  return os.router({
    models: os.models.handler(({ input }) => listChoices(desk, input.spec)),
    preview: os.preview.handler(guarded((input, signal) => askPreview(desk, input, signal))),
    browse: os.browse.handler(guarded((input, signal) => ask(desk, 'browse', input, signal))),
    look: os.look.handler(guarded((input, signal) => ask(desk, 'look', input, signal))),
    turn: os.turn.handler(guarded((input, signal) => ask(desk, 'turn', input, signal))),
    heatmap: os.heatmap.handler(
      guarded((input, signal) => askInParts(desk, 'heatmap', input, signal)),
    ),
    curve: os.curve.handler(guarded((input, signal) => askInParts(desk, 'curve', input, signal))),
  })
}
