import type { Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatEquivariance } from '../print/equivariance.ts'
import { readStep } from '../read-step.ts'
import { withSession } from '../session.ts'

interface EquivarianceOptions extends CommonOptions {
  readonly step?: string
}

export function addEquivariance(program: Command): void {
  withCommonOptions(program.command('equivariance <run>'))
    .description('how exactly each layer turns with the image, and the logits over a full turn')
    .option('--step <n>', 'of which kept checkpoint (default: the newest)')
    .action((named: string, options: EquivarianceOptions) =>
      perform(options, async (context) => {
        const step = readStep(options.step)
        return withSession(context, 'look', async (client) => {
          const run = await findRun(client, named)
          const reading = await client.models.equivariance({ run, step })
          context.output.answer({ run, ...reading }, formatEquivariance(reading))
          return 0
        })
      }),
    )
}
