import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { concludeRuns } from '../conclude.ts'
import { findRun } from '../find-run.ts'
import { follow } from '../follow.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { withSession } from '../session.ts'

export function addResume(program: Command): void {
  withCommonOptions(program.command('resume <run>'))
    .description('go on with a paused or interrupted run from its last checkpoint')
    .action((named: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'compute', async (client) => {
          const run = await findRun(client, named)
          await client.runs.resume({ run })
          return concludeRuns(context, client, await follow(context, client, [run]))
        }),
      ),
    )
}
