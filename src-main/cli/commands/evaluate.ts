import type { Command } from 'commander'
import type { RunSummary } from '#contract'
import type { HostClient } from '#host'
import { errorOfFault, exitOf } from '../conclude.ts'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { findRun } from '../find-run.ts'
import { follow } from '../follow.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatEvaluation } from '../print/evaluation.ts'
import { readProtocol, type AskedProtocol } from '../protocol.ts'
import { withSession } from '../session.ts'

type EvaluateOptions = CommonOptions & AskedProtocol

export function addEvaluate(program: Command): void {
  withCommonOptions(program.command('evaluate <run>'))
    .description('attack the last checkpoint of a finished run once more')
    .option('--protocol <name>', 'one that ships with Cusp, or a file (default: of the run spec)')
    .option('--images <n>', 'test images a shipped protocol is run on (default: all of the split)')
    .option('--epsilon <e>', 'radius of its L∞ ball, as 0.1 or 8/255')
    .action((named: string, options: EvaluateOptions) =>
      perform(options, (context) =>
        withSession(context, 'compute', async (client) => {
          const run = await findRun(client, named)
          const protocol = await readProtocol(client, run, options)
          await client.runs.evaluate({ run, protocol })
          const { runs, isInterrupted } = await follow(context, client, [run])
          return isInterrupted ? 130 : answer(context, client, runs[0])
        }),
      ),
    )
}

/** @throws CuspError that ended the evaluation; the run itself stays finished. */
async function answer(
  { output }: Context,
  client: HostClient,
  run: RunSummary | undefined,
): Promise<Exit> {
  if (run === undefined) return 1
  if (run.fault !== null) throw errorOfFault(run.fault)
  const { evaluations } = await client.runs.get({ run: run.id })
  const last = evaluations.at(-1)
  if (last !== undefined) output.answer({ run: run.id, evaluation: last }, formatEvaluation(last))
  return exitOf([run])
}
