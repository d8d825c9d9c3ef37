import type { Command } from 'commander'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatRescue } from '../print/rescue.ts'

export function addFolder(program: Command): void {
  const folder = program.command('folder').description('the data folder itself')
  withCommonOptions(folder.command('rescue'))
    .description('save what a damaged database and its backups have; nothing is deleted')
    .action((options: CommonOptions) => perform(options, rescue))
}

/** In this process: a host would not open what is to be rescued. */
async function rescue({ dataDir, output }: Context): Promise<Exit> {
  const { rescueFolder } = await import('#host')
  const found = await rescueFolder(dataDir, {
    now: Date.now(),
    onStep: (step) => output.note(`${step} …`),
  })
  output.answer(found, formatRescue(found, dataDir))
  return 0
}
