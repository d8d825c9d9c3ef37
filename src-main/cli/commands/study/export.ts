import type { Command } from 'commander'
import { replaceFile } from '#disk'
import { studyName } from '#study'
import { perform, withCommonOptions } from '../../perform.ts'
import { count, formatBytes } from '../../print/format.ts'
import { withSession } from '../../session.ts'
import { chosen, withStudyOptions, type StudyOptions } from './options.ts'

interface ExportOptions extends StudyOptions {
  readonly out: string
}

export function addStudyExport(study: Command): void {
  withStudyOptions(withCommonOptions(study.command('export <name>')))
    .description('write the finished runs of a study to one file, without weights and images')
    .requiredOption('--out <file>', 'file to write, as claims-a.json.gz')
    .action((named: string, options: ExportOptions) =>
      perform(options, (context) => {
        const asked = chosen(named, options)
        return withSession(context, 'look', async (client) => {
          const name = studyName(asked.name, asked.size)
          const { archive, runs } = await client.studies.export({ name })
          const packed = Buffer.from(archive, 'base64')
          await replaceFile(options.out, packed)
          const text = `${options.out}: ${count(runs, 'run')}, ${formatBytes(packed.length)}`
          context.output.answer({ file: options.out, runs, bytes: packed.length }, text)
          return 0
        })
      }),
    )
}
