import type { Command } from 'commander'
import { shippedProtocol, shippedProtocols, type Protocol } from '#contract'
import type { CommonOptions, Context, Exit } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatPairs } from '../print/table.ts'
import { readCount, readEpsilon, requireShipped } from '../protocol.ts'
import { withSession } from '../session.ts'

interface ShowOptions extends CommonOptions {
  readonly run?: string
  readonly images?: string
  readonly epsilon?: string
  readonly corruptions?: string
}

export function addProtocol(program: Command): void {
  const protocol = program
    .command('protocol')
    .description('the evaluation protocols that ship with Cusp')
  withCommonOptions(protocol.command('list'))
    .description('their names, and what each is for')
    .action((options: CommonOptions) =>
      perform(options, async ({ output }) => {
        output.answer(shippedProtocols, formatPairs(Object.entries(shippedProtocols)))
        return 0
      }),
    )
  withCommonOptions(protocol.command('show <name>'))
    .description('one as JSON, to keep in a file and to change')
    .option('--run <run>', 'fit it to the images of this run (default: to the sample digits)')
    .option('--images <n>', 'test images it is run on')
    .option('--epsilon <e>', 'radius of its L∞ ball, as 0.1 or 8/255')
    .option('--corruptions <set>', 'with --run: the stored set of the protocol "corruption"')
    .action((named: string, options: ShowOptions) =>
      perform(options, (context) => show(context, named, options)),
    )
}

async function show(context: Context, named: string, options: ShowOptions): Promise<Exit> {
  const name = requireShipped(named)
  const [images, epsilon] = [readCount(options.images), readEpsilon(options.epsilon)]
  const { run, corruptions } = options
  if (run === undefined) {
    const digits = { images: 'digits', extent: 28, count: images ?? 1000, epsilon } as const
    return answer(context, shippedProtocol(name, digits))
  }
  return withSession(context, 'look', async (client) => {
    const ofRun = { run: await findRun(client, run), name, images, epsilon, corruptions }
    return answer(context, await client.protocols.for(ofRun))
  })
}

function answer({ output }: Context, protocol: Protocol): Exit {
  output.answer(protocol, JSON.stringify(protocol, null, 2))
  return 0
}
