import type { Command } from 'commander'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatTable } from '../../print/table.ts'
import { withSession } from '../../session.ts'

const columns = ['name', 'id', 'version', 'changed'].map((title) => ({ title }))

export function addReportList(report: Command): void {
  withCommonOptions(report.command('list'))
    .description('the reports, last changed first')
    .action((options: Parameters<typeof perform>[0]) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const reports = await client.reports.list()
          const rows = reports.map(({ id, name, version, updatedAt }) => [
            ...[name, id, String(version), new Date(updatedAt).toISOString().slice(0, 16)],
          ])
          const none = 'No reports yet: "cusp report save NAME FILE.md" makes one.'
          const text = rows.length === 0 ? none : formatTable(columns, rows)
          context.output.answer({ reports }, text)
          return 0
        }),
      ),
    )
}
