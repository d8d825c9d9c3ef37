import type { Command } from 'commander'
import { CuspError } from '#errors'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatEquivariance } from '../print/equivariance.ts'
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
        const step = options.step === undefined ? {} : { step: readStep(options.step) }
        return withSession(context, 'look', async (client) => {
          const run = await findRun(client, named)
          const reading = await client.models.equivariance({ run, ...step })
          context.output.answer({ run, ...reading }, formatEquivariance(reading))
          return 0
        })
      }),
    )
}

function readStep(text: string): number {
  const step = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(step)) return step
  const message = `--step is "${text}"; the training step of a checkpoint belongs here, as 1240.`
  throw new CuspError('input.invalid', message, { place: '--step' })
}
