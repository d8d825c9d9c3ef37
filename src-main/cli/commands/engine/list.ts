import type { Command } from 'commander'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatEngines } from '../../print/doctor.ts'
import { withSession } from '../../session.ts'

export function addEngineList(engine: Command): void {
  withCommonOptions(engine.command('list'))
    .description('the engines of this machine, and how to get those it has not')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const { engines, preferredEngine, gpu } = await client.system.doctor()
          const answer = { engines, preferredEngine, gpu }
          context.output.answer(answer, formatEngines(answer))
          return 0
        }),
      ),
    )
}
