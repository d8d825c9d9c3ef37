import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { withSession } from '../session.ts'

export function addCancel(program: Command): void {
  withCommonOptions(program.command('cancel <run>'))
    .description('end a run for good; its checkpoints stay')
    .action((named: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const run = await client.runs.cancel({ run: await findRun(client, named) })
          // A running job obeys at its next step.
          const how = run.state === 'cancelled' ? 'is cancelled' : 'ends at its next step'
          context.output.answer({ run }, `Run ${run.id} (${run.name}) ${how}.`)
          return 0
        }),
      ),
    )
}
