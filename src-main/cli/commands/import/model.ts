import type { Command } from 'commander'
import { errorOfFault, exitOf } from '../../conclude.ts'
import type { Context, Exit } from '../../context.ts'
import { follow } from '../../follow.ts'
import { importModel, readImport, type ImportOptions } from '../../import-model.ts'
import { formatImport } from '../../print/imported.ts'
import { withSession } from '../../session.ts'

/** The options that say what a model file does not. */
export function withImportOptions(command: Command): Command {
  return command
    .option('--dataset <name>', 'digits, a stored dataset, or a JSON file of a dataset or run spec')
    .option('--name <text>', 'name of the run (default: that of the file)')
    .option('--mean <numbers>', 'what the model wants taken from its pixels, one or one a channel')
    .option('--std <numbers>', 'what the model wants its pixels then divided by')
}

/** Makes a run of a model file, and waits until its clean accuracy is known. */
export async function bringModel(
  context: Context,
  path: string,
  options: ImportOptions,
): Promise<Exit> {
  const asked = await readImport(options)
  return withSession(context, 'compute', async (client) => {
    const imported = await importModel(context, client, path, asked)
    const { runs, isInterrupted } = await follow(context, client, [imported.run])
    if (isInterrupted) return 130
    for (const { fault } of runs) if (fault !== null) throw errorOfFault(fault)
    const detail = await client.runs.get({ run: imported.run })
    context.output.answer({ ...imported, ...detail.summary.scores }, formatImport(imported, detail))
    return exitOf(runs)
  })
}
