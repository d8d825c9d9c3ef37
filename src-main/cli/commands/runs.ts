import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatRuns } from '../print/runs.ts'
import { withSession } from '../session.ts'

export function addRuns(program: Command): void {
  withCommonOptions(program.command('runs'))
    .description('list the runs, newest first')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const listed = await client.runs.list()
          const runs = listed.toSorted((a, b) => b.createdAt - a.createdAt)
          const empty = 'No runs yet: "cusp demo" makes three, "cusp run SPEC.json" one of yours.'
          context.output.answer({ runs }, runs.length === 0 ? empty : formatRuns(runs))
          return 0
        }),
      ),
    )
}
