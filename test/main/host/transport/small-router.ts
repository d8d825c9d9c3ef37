import { implement } from '@orpc/server'
import type { Notice, Status } from '#contract'
import { contract } from '#contract'
import { CuspError } from '#errors'
import type { Caller, HostRouter } from '../../../../src-main/host/transport/router.ts'

export const status: Status = {
  version: '0.0.0',
  dataFolder: '/somewhere',
  databaseBytes: 1,
  runs: 2,
  running: 0,
  waiting: 0,
  engine: 'none',
}

/** Enough of a host to see what a transport lets through: answers, refusals, a stream, effects. */
export function smallRouter() {
  const os = implement(contract).$context<Caller>()
  const seen = { effects: 0, streamsEnded: 0, callers: [] as Caller[] }
  const router = {
    system: {
      status: os.system.status.handler(({ context }) => {
        seen.callers.push(context)
        return status
      }),
      notices: os.system.notices.handler(async function* ({ signal }): AsyncGenerator<Notice> {
        try {
          for (let seq = 0; signal?.aborted !== true; seq++) {
            yield { kind: 'run', run: 'r', seq }
            await new Promise((resolve) => setTimeout(resolve, 5))
          }
        } finally {
          seen.streamsEnded += 1
        }
      }),
    },
    curricula: {
      remove: os.curricula.remove.handler(() => {
        seen.effects += 1
        return {}
      }),
      get: os.curricula.get.handler(({ input }) => {
        throw new CuspError('curriculum.unknown', `No curriculum "${input.id}".`, { place: 'id' })
      }),
      list: os.curricula.list.handler(() => {
        throw new Error('a defect')
      }),
    },
  }
  return { router: router as unknown as HostRouter, seen }
}
