import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatDetail } from '../print/detail.ts'
import { withSession } from '../session.ts'

export function addShow(program: Command): void {
  withCommonOptions(program.command('show <run>'))
    .description('one run: settings, checkpoints, every evaluation')
    .action((named: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const detail = await client.runs.get({ run: await findRun(client, named) })
          context.output.answer(detail, formatDetail(detail))
          return 0
        }),
      ),
    )
}
