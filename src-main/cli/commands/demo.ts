import type { Command } from 'commander'
import { parseSeeds } from '#spec'
import { CuspError } from '#errors'
import type { HostClient } from '#host'
import { exitOf } from '../conclude.ts'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { follow } from '../follow.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatFront } from '../print/comparison.ts'
import { formatScores } from '../print/scores.ts'
import { strong } from '../print/style.ts'
import { withSession } from '../session.ts'

interface DemoOptions extends CommonOptions {
  readonly seed?: string
}

export function addDemo(program: Command): void {
  withCommonOptions(program.command('demo'))
    .description('run the sample study on digits and compare its runs')
    .option('--seed <number>', 'seed of its runs (default: what the study says)')
    .action((options: DemoOptions) =>
      perform(options, (context) => {
        const seed = parseSeed(options.seed)
        return withSession(context, 'compute', (client) => showStudy(context, client, seed))
      }),
    )
}

async function showStudy(
  context: Context,
  client: HostClient,
  seed: number | undefined,
): Promise<Exit> {
  const { output, dataDir } = context
  const { name, question, specs } = await client.studies.sample()
  output.note(`${name}\n${question}\n`)
  const started =
    seed === undefined
      ? await client.studies.startSample()
      : await client.runs.start({ specs: specs.map((spec) => ({ ...spec, seed })), group: name })
  const { runs, isInterrupted } = await follow(context, client, started.runs)
  const comparison = await client.runs.compare({ runs: started.runs })
  const where = `Results are in ${dataDir}; "cusp compare ${started.runs.join(' ')}" says more.`
  const text = [
    `\n${strong(name)}`,
    formatScores(runs, new Set(comparison.front)),
    formatFront(comparison),
    where,
  ]
  output.answer({ study: name, dataFolder: dataDir, runs, comparison }, text.join('\n\n'))
  for (const { fault } of runs) if (fault !== null) output.note(fault.message)
  return isInterrupted ? 130 : exitOf(runs)
}

function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [seed, another] = parseSeeds(text)
  if (another === undefined) return seed
  throw new CuspError('input.invalid', `--seed takes one seed; "${text}" names several.`)
}
