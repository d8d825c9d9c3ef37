import { Argument, type Command } from 'commander'
import { engineChoices, type EngineChoice } from '#spec'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { withSession } from '../../session.ts'

export function addEnginePrefer(engine: Command): void {
  const choice = new Argument('<engine>', 'what "auto" means from now on').choices(engineChoices)
  withCommonOptions(engine.command('prefer').addArgument(choice))
    .description('choose the engine of runs whose spec leaves it open; "auto": the fastest')
    .action((asked: EngineChoice, options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          await client.system.preferEngine({ engine: asked })
          const text =
            asked === 'auto'
              ? 'Runs that leave the engine open are computed on the fastest.'
              : `Runs that leave the engine open are computed on ${asked}.`
          context.output.answer({ preferredEngine: asked }, text)
          return 0
        }),
      ),
    )
}
