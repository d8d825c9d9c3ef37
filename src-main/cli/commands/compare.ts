import type { Command } from 'commander'
import { comparisonText, textFormats, type Grouping } from '#contract'
import { CuspError } from '#errors'
import type { HostClient } from '#host'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { formatComparison } from '../print/comparison.ts'
import { withSession } from '../session.ts'

type Options = CommonOptions & {
  readonly baseline?: string
  readonly each?: true
} & Readonly<Partial<Record<(typeof textFormats)[number], true>>>

export function addCompare(program: Command): void {
  withCommonOptions(program.command('compare <runs...>'))
    .description('set two or more runs side by side; runs that differ in seed alone are one group')
    .option('--baseline <run>', 'the run that the others are measured against (default: the first)')
    .option('--each', 'keep every run apart, whatever their seeds')
    .option('--csv', 'a row for each group, every number by itself')
    .option('--markdown', 'the table as Markdown')
    .option('--latex', 'the table as a LaTeX tabular (booktabs)')
    .action((named: readonly string[], options: Options) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const comparison = await client.runs.compare(await requestOf(client, named, options))
          const format = textFormats.find((one) => options[one])
          const text = format ? comparisonText(comparison, format) : formatComparison(comparison)
          context.output.answer(comparison, text)
          return 0
        }),
      ),
    )
}

async function requestOf(client: HostClient, named: readonly string[], options: Options) {
  const found = []
  for (const name of named) found.push(await findRun(client, name))
  const runs = [...new Set(found)]
  if (runs.length < 2) throw tooFew(named)
  const grouping: Grouping | undefined = options.each ? 'none' : undefined
  return {
    runs,
    ...(grouping && { grouping }),
    ...(options.baseline !== undefined && { baseline: await findRun(client, options.baseline) }),
  }
}

function tooFew(named: readonly string[]): CuspError {
  const message = `compare takes two or more different runs; ${named.join(' ')} names one.`
  return new CuspError('input.invalid', message, { place: 'runs' })
}
