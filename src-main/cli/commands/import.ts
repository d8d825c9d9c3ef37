import type { Command } from 'commander'
import { errorOfFault, exitOf } from '../conclude.ts'
import { follow } from '../follow.ts'
import { importModel, readImport, type ImportOptions } from '../import-model.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatImport } from '../print/imported.ts'
import { withSession } from '../session.ts'

/** The options that say what a model file does not. */
export function withImportOptions(command: Command): Command {
  return command
    .option('--dataset <name>', 'digits, a stored dataset, or a JSON file of a dataset or run spec')
    .option('--name <text>', 'name of the run (default: that of the file)')
    .option('--mean <numbers>', 'what the model wants taken from its pixels, one or one a channel')
    .option('--std <numbers>', 'what the model wants its pixels then divided by')
}

export function addImport(program: Command): void {
  withCommonOptions(withImportOptions(program.command('import <model>')))
    .description('make a run of a model made elsewhere (an ONNX file), without training it')
    .action((path: string, options: ImportOptions) =>
      perform(options, async (context) => {
        const asked = await readImport(options)
        return withSession(context, 'compute', async (client) => {
          const imported = await importModel(context, client, path, asked)
          const { runs, isInterrupted } = await follow(context, client, [imported.run])
          if (isInterrupted) return 130
          for (const { fault } of runs) if (fault !== null) throw errorOfFault(fault)
          const detail = await client.runs.get({ run: imported.run })
          context.output.answer(
            { ...imported, ...detail.summary.scores },
            formatImport(imported, detail),
          )
          return exitOf(runs)
        })
      }),
    )
}
