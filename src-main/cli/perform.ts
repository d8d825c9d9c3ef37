import type { Command } from 'commander'
import { asCuspError } from '#errors'
import { makeContext, type CommonOptions, type Context, type Exit } from './context.ts'

/** Gives a command the options that all of them take. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'answer in JSON on stdout')
    .option('--data <dir>', 'data folder (default: CUSP_DATA, else the application-data folder)')
}

/** Carries out a command, says what went wrong, and sets the exit code. */
export async function perform(
  options: CommonOptions,
  body: (context: Context) => Promise<Exit>,
): Promise<void> {
  const context = makeContext(options)
  try {
    process.exitCode = await body(context)
  } catch (error) {
    const failure = asCuspError(error)
    context.output.fail(failure)
    process.exitCode = failure.exit
  }
}
