import type { Command } from 'commander'
import { parseDocument } from '#errors'
import { protocolSchema, type Protocol, type RunSummary } from '#contract'
import type { HostClient } from '#host'
import { errorOfFault, exitOf } from '../conclude.ts'
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
          return isInterrupted ? 130 : answer(context, client, runs[0])
        })
      }),
    )
}

async function readProtocol(file: string | undefined): Promise<Protocol | undefined> {
  if (file === undefined) return undefined
  return parseDocument(protocolSchema, await readDocument(file), { name: file })
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
