import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatDoctor } from '../print/doctor.ts'
import { withSession } from '../session.ts'

export function addDoctor(program: Command): void {
  withCommonOptions(program.command('doctor'))
    .description('engines, devices, versions, data folder, and why something is missing')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const report = await client.system.doctor()
          context.output.answer(report, formatDoctor(report))
          return 0
        }),
      ),
    )
}
