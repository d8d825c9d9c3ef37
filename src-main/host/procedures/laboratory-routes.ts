import { implement } from '@orpc/server'
import { contract } from '#contract'
import type { Desk } from '../desk.ts'
import type { Caller } from '../transport/router.ts'
import { ask, askInParts, askPreview, listChoices, specsOf } from './laboratory.ts'
import { requireOwnFiles } from './sources.ts'

/** The laboratory's part of the contract; refusals are dressed by the router it is put into. */
export function laboratoryRoutes(desk: Desk) {
  const os = implement(contract.laboratory).$context<Caller>()
  const guard = (caller: Caller, request: Parameters<typeof specsOf>[0]): void => {
    for (const { dataset } of specsOf(request)) requireOwnFiles(caller, dataset, 'spec.dataset')
  }
  return os.router({
    models: os.models.handler(({ input }) => listChoices(desk, input.spec)),
    preview: os.preview.handler(({ input, signal, context }) => {
      guard(context, input)
      return askPreview(desk, input, signal)
    }),
    browse: os.browse.handler(({ input, signal, context }) => {
      guard(context, input)
      return ask(desk, 'browse', input, signal)
    }),
    look: os.look.handler(({ input, signal, context }) => {
      guard(context, input)
      return ask(desk, 'look', input, signal)
    }),
    turn: os.turn.handler(({ input, signal, context }) => {
      guard(context, input)
      return ask(desk, 'turn', input, signal)
    }),
    heatmap: os.heatmap.handler(({ input, signal, context }) => {
      guard(context, input)
      return askInParts(desk, 'heatmap', input, signal)
    }),
    curve: os.curve.handler(({ input, signal, context }) => {
      guard(context, input)
      return askInParts(desk, 'curve', input, signal)
    }),
  })
}
