import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import {
  applyOverrides,
  notesOn,
  parseAxis,
  parseSeeds,
  resolveRun,
  sweepOf,
  type RunSpec,
} from '#spec'
import { concludeRuns } from '../conclude.ts'
import type { CommonOptions } from '../context.ts'
import { follow } from '../follow.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { printRehearsals } from '../print/rehearsal.ts'
import { readDocument } from '../read-document.ts'
import { withSession } from '../session.ts'

interface RunOptions extends CommonOptions {
  readonly set: readonly string[]
  readonly seeds?: string
  readonly sweep: readonly string[]
  readonly dryRun?: true
}

export function addRun(program: Command): void {
  withCommonOptions(program.command('run <spec>'))
    .description('train and evaluate what a run spec (a JSON file) says')
    .option('--set <path=value...>', 'set a field of the spec, as seed=3', [])
    .option('--seeds <list>', 'one run for each seed, as 0-2,5')
    .option(
      '--sweep <axis...>',
      'one run for each value, as "epochs = 5, 10"; several multiply',
      [],
    )
    .option('--dry-run', 'two batches and two images end to end, with times; nothing is kept')
    .action((file: string, options: RunOptions) =>
      perform(options, async (context) => {
        const specs = await readSpecs(file, options)
        for (const note of notesOn(specs)) context.output.note(note)
        return withSession(context, 'compute', async (client) => {
          if (options.dryRun) return printRehearsals(context, client, specs)
          const group = specs.length > 1 ? (specs[0]?.name ?? file) : undefined
          const { runs } = await client.runs.start({ specs, group })
          return concludeRuns(context, client, await follow(context, client, runs))
        })
      }),
    )
}

/** All of it is checked before a host is asked, so that bad input leaves nothing behind. */
async function readSpecs(file: string, options: RunOptions): Promise<RunSpec[]> {
  const written = applyOverrides(await readDocument(file), options.set, file)
  const spec = withAbsolutePaths(written, dirname(resolve(file)))
  resolveRun(spec)
  const seeds = options.seeds === undefined ? [spec.seed] : parseSeeds(options.seeds)
  return sweepOf(spec, options.sweep.map(parseAxis), seeds)
}

/** A spec names files beside itself; a host does not know where it was read from. */
export function withAbsolutePaths(spec: RunSpec, folder: string): RunSpec {
  const { source } = spec.dataset
  if (source.kind !== 'idx') return spec
  const images = resolve(folder, source.images)
  const labels = resolve(folder, source.labels)
  return { ...spec, dataset: { ...spec.dataset, source: { ...source, images, labels } } }
}
