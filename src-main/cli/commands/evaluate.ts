import type { Command } from 'commander'
import { parseDocument } from '#errors'
import { protocolSchema, type Evaluation, type Protocol, type RunSummary } from '#contract'
import type { HostClient } from '#host'
import { exitOf } from '../conclude.ts'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { findRun } from '../find-run.ts'
import { follow } from '../follow.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatEvaluation } from '../print/evaluation.ts'
import { readDocument } from '../read-document.ts'
import { withSession } from '../session.ts'

interface EvaluateOptions extends CommonOptions {
  readonly protocol?: string
}

export function addEvaluate(program: Command): void {
  withCommonOptions(program.command('evaluate <run>'))
    .description('attack the last checkpoint of a finished run once more')
    .option('--protocol <file>', 'the attack plans (default: those of the run spec)')
    .action((named: string, options: EvaluateOptions) =>
      perform(options, async (context) => {
        const protocol = await readProtocol(options.protocol)
        return withSession(context, 'compute', async (client) => {
          const run = await findRun(client, named)
          await client.runs.evaluate({ run, protocol })
          const { runs, isInterrupted } = await follow(context, client, [run])
          const exit = await answer(context, client, run, runs)
          return isInterrupted ? 130 : exit
        })
      }),
    )
}

async function readProtocol(file: string | undefined): Promise<Protocol | undefined> {
  if (file === undefined) return undefined
  return parseDocument(protocolSchema, await readDocument(file), { name: file })
}

async function answer(
  { output }: Context,
  client: HostClient,
  run: string,
  runs: readonly RunSummary[],
): Promise<Exit> {
  const { evaluations } = await client.runs.get({ run })
  const last: Evaluation | undefined = evaluations.at(-1)
  if (last !== undefined) output.answer({ run, evaluation: last }, formatEvaluation(last))
  for (const { fault } of runs) if (fault !== null) output.note(fault.message)
  return exitOf(runs)
}
