import type { Command } from 'commander'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { count } from '../../print/format.ts'
import { withSession } from '../../session.ts'

export function addStudyOpen(study: Command): void {
  withCommonOptions(study.command('open <name>'))
    .description('bring in the finished runs of a study that ship with Cusp')
    .action((name: string, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const opened = await client.studies.open({ name })
          const there = opened.runs.length - opened.added
          const text = `${name}: ${count(opened.added, 'run')} brought in, ${there} there before`
          context.output.answer(opened, `${text}. "cusp study verdict ${name}" says what they say.`)
          return 0
        }),
      ),
    )
}
