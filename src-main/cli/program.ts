import { Command, CommanderError } from 'commander'
import { CuspError } from '#errors'
import { addCancel } from './commands/cancel.ts'
import { addCompare } from './commands/compare.ts'
import { addDataset } from './commands/dataset.ts'
import { addDemo } from './commands/demo.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEngine } from './commands/engine/index.ts'
import { addEquivariance } from './commands/equivariance.ts'
import { addEvaluate } from './commands/evaluate.ts'
import { addExport } from './commands/export/index.ts'
import { addFigure } from './commands/figure/index.ts'
import { addFolder } from './commands/folder.ts'
import { addImport } from './commands/import/index.ts'
import { addProtocol } from './commands/protocol.ts'
import { addReport } from './commands/report/index.ts'
import { addResume } from './commands/resume.ts'
import { addRun } from './commands/run.ts'
import { addRuns } from './commands/runs.ts'
import { addSchema } from './commands/schema.ts'
import { addServe } from './commands/serve.ts'
import { addShow } from './commands/show.ts'
import { addStudy } from './commands/study/index.ts'
import { Output } from './print/output.ts'

/** The `cusp` command: carries out its arguments and ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever reads our answer may stop reading, as `| head` does; that is no failure.
  process.stdout.on('error', () => process.exit(0))
  await execute(argv)
  // Nothing may keep us waiting once the command is done; what was written must arrive first.
  process.stdout.write('', () => process.exit())
}

/** Carries out arguments, as `process.argv` has them, and sets the exit code. */
export async function execute(argv: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = explain(error, argv.includes('--json'))
  }
}

function makeProgram(): Command {
  const program = new Command('cusp')
    .description('Train under a curriculum, attack, and compare.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  const adders = [
    ...[addDemo, addRun, addResume, addCancel, addEvaluate, addImport, addExport],
    ...[addRuns, addShow, addCompare, addServe, addDoctor, addSchema, addProtocol, addStudy],
    ...[addDataset, addEquivariance, addEngine, addFigure, addReport, addFolder],
  ]
  for (const add of adders) add(program)
  return program
}

/** What commander did not understand, as one sentence; asking for help is no error. */
function explain(error: CommanderError, json: boolean): 0 | 2 {
  if (error.exitCode === 0) return 0
  const isBare = error.code === 'commander.help'
  const message = isBare
    ? 'no command was given; "cusp --help" lists them'
    : sentence(error.message)
  new Output(json).fail(new CuspError('input.invalid', message))
  return 2
}

/** Commander writes "error: …" and, on a line of its own, "(Did you mean …?)". */
function sentence(message: string): string {
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
}
