import type { Command } from 'commander'
import { CuspError } from '#errors'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatComparison } from '../print/comparison.ts'
import { withSession } from '../session.ts'

export function addCompare(program: Command): void {
  withCommonOptions(program.command('compare <runs...>'))
    .description('set two or more runs side by side')
    .action((named: readonly string[], options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const found = []
          for (const name of named) found.push(await findRun(client, name))
          const runs = [...new Set(found)]
          if (runs.length < 2) throw tooFew(named)
          const comparison = await client.runs.compare({ runs })
          context.output.answer(comparison, formatComparison(comparison))
          return 0
        }),
      ),
    )
}

function tooFew(named: readonly string[]): CuspError {
  const message = `compare takes two or more different runs; ${named.join(' ')} names one.`
  return new CuspError('input.invalid', message, { place: 'runs' })
}
