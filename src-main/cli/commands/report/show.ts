import type { Command } from 'commander'
import { perform, withCommonOptions } from '../../perform.ts'
import { withSession } from '../../session.ts'
import { findReport } from './find.ts'

export function addReportShow(report: Command): void {
  withCommonOptions(report.command('show <name>'))
    .description('a report as it was typed, its panels as the blocks that ask for them')
    .action((named: string, options: Parameters<typeof perform>[0]) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const found = await findReport(client, named)
          context.output.answer(found, found.text)
          return 0
        }),
      ),
    )
}
