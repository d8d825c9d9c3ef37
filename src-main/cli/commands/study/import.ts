import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { CuspError } from '#errors'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { count } from '../../print/format.ts'
import { withSession } from '../../session.ts'

export function addStudyImport(study: Command): void {
  withCommonOptions(study.command('import <file>'))
    .description('bring in finished runs that "study export" wrote')
    .action((file: string, options: CommonOptions) =>
      perform(options, async (context) => {
        const archive = (await read(file)).toString('base64')
        return withSession(context, 'look', async (client) => {
          const opened = await client.studies.import({ archive, name: file })
          const { study: name, runs, added } = opened
          const text = `${name}: ${count(added, 'run')} brought in, ${runs.length - added} there before`
          context.output.answer(opened, text)
          return 0
        })
      }),
    )
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (cause) {
    const message = `The archive ${file} cannot be read.`
    throw new CuspError('archive.malformed', message, { place: file, cause })
  }
}
