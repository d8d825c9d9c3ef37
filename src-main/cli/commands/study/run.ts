import type { Command } from 'commander'
import { noteOf, studyOf, templateOf } from '#study'
import { exitOf } from '../../conclude.ts'
import { follow } from '../../follow.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { count } from '../../print/format.ts'
import { StudyProgress } from '../../print/study-progress.ts'
import { formatVerdict } from '../../print/verdict.ts'
import { withSession } from '../../session.ts'
import { chosen, withStudyOptions, type StudyOptions } from './options.ts'
import { judge } from './recorded.ts'

export function addStudyRun(study: Command): void {
  withStudyOptions(withCommonOptions(study.command('run <name>')))
    .description('run what is missing of a study, then say what the numbers say')
    .action((named: string, options: StudyOptions) =>
      perform(options, (context) => {
        const asked = chosen(named, options)
        return withSession(context, 'compute', async (client) => {
          const { output } = context
          const { name, specs } = studyOf(asked.name, asked.size, asked.seeds)
          const { title, question } = templateOf(asked.name)
          output.note(`${title}\n${question}\n${count(specs.length, 'run')} as "${name}"\n`)
          const note = noteOf(asked.size)
          if (note !== undefined) output.note(`${note}\n`)
          const started = await client.studies.start({ name, specs })
          const progress = new StudyProgress(output)
          const { runs, isInterrupted } = await follow(context, client, started.runs, progress)
          const verdict = await judge(client, asked)
          output.answer({ ...verdict, dataFolder: context.dataDir }, formatVerdict(verdict))
          for (const { id, fault } of runs)
            if (fault !== null) output.note(`${id}: ${fault.message}`)
          return isInterrupted ? 130 : exitOf(runs)
        })
      }),
    )
}
