import type { Command } from 'commander'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatVerdict } from '../../print/verdict.ts'
import { verdictMarkdown } from '../../print/verdict-markdown.ts'
import { withSession } from '../../session.ts'
import { chosen, withStudyOptions, type StudyOptions } from './options.ts'
import { judge } from './recorded.ts'

interface VerdictOptions extends StudyOptions {
  readonly markdown?: true
}

export function addStudyVerdict(study: Command): void {
  withStudyOptions(withCommonOptions(study.command('verdict <name>')))
    .description('what the recorded runs of a study say')
    .option('--markdown', 'as a section of a document')
    .action((named: string, options: VerdictOptions) =>
      perform(options, (context) => {
        const asked = chosen(named, options)
        return withSession(context, 'look', async (client) => {
          const verdict = await judge(client, asked)
          const write = options.markdown ? verdictMarkdown : formatVerdict
          context.output.answer(verdict, write(verdict))
          if (verdict.runs.finished === 0 && asked.size === 'digits')
            context.output.note(`\nFinished runs of it ship with Cusp: cusp study open ${named}\n`)
          return 0
        })
      }),
    )
}
