import type { Command } from 'commander'
import { CuspError } from '#errors'
import type { ImportedModel, RunSummary } from '#contract'
import type { HostClient } from '#host'
import { errorOfFault, exitOf } from '../conclude.ts'
import type { Context, Exit } from '../context.ts'
import { findRun } from '../find-run.ts'
import { follow } from '../follow.ts'
import { importModel, readImport, type ImportOptions } from '../import-model.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatEvaluation } from '../print/evaluation.ts'
import { readProtocol, type AskedProtocol } from '../protocol.ts'
import { withSession } from '../session.ts'
import { withTransfer } from '../transfer.ts'
import { withImportOptions } from './import/index.ts'

type EvaluateOptions = ImportOptions & AskedProtocol & { readonly transferFrom?: string }

export function addEvaluate(program: Command): void {
  withCommonOptions(withImportOptions(program.command('evaluate <run-or-model>')))
    .description('attack the last checkpoint of a finished run, or a model made elsewhere (.onnx)')
    .option('--protocol <name>', 'one that ships with Cusp, or a file (default: of the run spec)')
    .option('--images <n>', 'test images a shipped protocol is run on (default: all of the split)')
    .option('--epsilon <e>', 'radius of its L∞ ball, as 0.1 or 8/255')
    .option('--corruptions <set>', 'the stored corruption set of the protocol "corruption"')
    .option('--transfer-from <run>', 'also show it what PGD crafts on another run')
    .action((named: string, options: EvaluateOptions) =>
      perform(options, async (context) => {
        const subject = await readSubject(named, options)
        return withSession(context, 'compute', async (client) => {
          const { run, usual } = await subject(context, client)
          const asked = await readProtocol(client, run, { ...usual, ...options })
          const { transferFrom: other } = options
          const protocol =
            other === undefined ? asked : await withTransfer(client, run, asked, other)
          await client.runs.evaluate({ run, protocol })
          const { runs, isInterrupted } = await follow(context, client, [run])
          return isInterrupted ? 130 : answer(context, client, runs[0])
        })
      }),
    )
}

/** The run to evaluate, and what it is evaluated by when nothing is said. */
interface Evaluated {
  readonly run: string
  readonly usual?: AskedProtocol
}
type Subject = (context: Context, client: HostClient) => Promise<Evaluated>

/** All of it is checked before a host is asked. */
async function readSubject(named: string, options: EvaluateOptions): Promise<Subject> {
  if (named.endsWith('.onnx')) {
    const asked = await readImport(options)
    return async (context, client) => {
      const imported = await importModel(context, client, named, asked)
      await untilKept(context, client, imported)
      return { run: imported.run, usual: { protocol: 'quick' } }
    }
  }
  const stray = (['dataset', 'name', 'mean', 'std'] as const).find((option) => options[option])
  if (stray === undefined) return async (_, client) => ({ run: await findRun(client, named) })
  throw new CuspError(
    'input.invalid',
    `--${stray} belongs to a model file; ${named} is a run, which has its own.`,
    { place: `--${stray}` },
  )
}

/** Waits until an imported model has its checkpoint. */
async function untilKept(
  context: Context,
  client: HostClient,
  { run }: ImportedModel,
): Promise<void> {
  const { runs } = await follow(context, client, [run])
  for (const { fault } of runs) if (fault !== null) throw errorOfFault(fault)
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
