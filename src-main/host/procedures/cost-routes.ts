import { implement } from '@orpc/server'
import { contract } from '#contract'
import type { Desk } from '../desk.ts'
import type { Caller } from '../transport/router.ts'
import { knownCost, measureCost } from './costs.ts'
import { requireDatasets, requireOwnFiles } from './sources.ts'

/** The costs' part of the contract; refusals are dressed by the router it is put into. */
export function costRoutes(desk: Desk) {
  const os = implement(contract.costs).$context<Caller>()
  return os.router({
    known: os.known.handler(({ input }) => knownCost(desk, input.spec)),
    measure: os.measure.handler(async ({ input, context }) => {
      requireOwnFiles(context, input.spec.dataset, 'spec.dataset')
      await requireDatasets(desk, [input.spec])
      return measureCost(desk, input.spec)
    }),
  })
}
