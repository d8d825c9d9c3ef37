import { Option, type Command } from 'commander'
import type { CommonOptions } from '../context.ts'
import type { TableRequest } from '#contract'
import type { HostClient } from '#host'
import { perform, withCommonOptions } from '../perform.ts'
import { formatGroups } from '../print/groups.ts'
import { formatRuns } from '../print/runs.ts'
import { withSession } from '../session.ts'
import { tableRows } from '../table-rows.ts'

interface RunsOptions extends CommonOptions {
  readonly where?: string
  readonly sort?: string
  readonly ascending?: true
  readonly group?: true
  readonly columns?: readonly string[]
  readonly limit?: number
  readonly csv?: true
  readonly markdown?: true
  readonly latex?: true
}

const formats = ['csv', 'markdown', 'latex'] as const
const headline = ['clean', 'adversarial', 'spatial']

const help = `
A query joins conditions by and, or, not:  adv@8/255 > 0.4 and tag:ablation -state:failed
  name:ramp*       a text field: name, id, state, curriculum, model, loss, group, study, seed, tag, collection, note
  adv@8/255 > 0.4  a number: any metric or score, at a strength; .best .lowest .highest .at(STEP)
  age < 3d         seed, step, time, age, made, ended
  config.epochs=10 a setting of the spec
  is:archived      archived, deleted, degenerate, fork`

export function addRuns(program: Command): void {
  withCommonOptions(program.command('runs'))
    .description('list the runs, newest first, or those of a query')
    .option('--where <query>', 'only runs that match')
    .option('--sort <column>', 'a number (adversarial@8/255.best) or name, state, seed, made, …')
    .option('--ascending', 'smallest first')
    .option('--group', 'one row for runs that differ in seed and name alone')
    .option('--columns <names>', 'numbers to show, by commas', (text: string) => text.split(','))
    .option('--limit <rows>', 'the first rows only', Number)
    .addOption(new Option('--csv', 'as CSV').conflicts(['markdown', 'latex', 'json']))
    .addOption(new Option('--markdown', 'as a Markdown table').conflicts(['latex', 'json']))
    .addOption(new Option('--latex', 'as a LaTeX table (booktabs)').conflicts(['json']))
    .addHelpText('after', help)
    .action((options: RunsOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const request = requestOf(options)
          const format = formats.find((name) => options[name])
          if (format) {
            const fields = options.group ? (['name', 'seed'] as const) : textFields
            const asked = { ...request, format, fields: [...fields] }
            context.output.answer(null, (await client.table.text(asked)).text)
            return 0
          }
          const { value, text } = await listing(client, request, options.limit)
          context.output.answer(value, text)
          return 0
        }),
      ),
    )
}

const textFields = ['name', 'seed', 'state'] as const

function requestOf({ where, sort, ascending, group, columns }: RunsOptions): TableRequest {
  return {
    where: where ?? '',
    sort: { by: sort ?? 'made', descending: !ascending },
    grouped: group === true,
    columns: [...(columns ?? headline)],
  }
}

async function listing(client: HostClient, request: TableRequest, limit?: number) {
  const rows = await tableRows(client, request, limit)
  const columns = request.columns ?? []
  const measured = rows.map(({ run, runs, seeds, tags, cells }) => ({
    ...(request.grouped ? { runs, seeds, run } : run),
    tags,
    measures: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null])),
  }))
  const empty =
    request.where === ''
      ? 'No runs yet: "cusp demo" makes three, "cusp run SPEC.json" one of yours.'
      : 'No run matches.'
  if (rows.length === 0) return { value: { runs: measured }, text: empty }
  const isPlain = columns.join() === headline.join()
  const text =
    request.grouped || !isPlain
      ? formatGroups(rows, columns, request.grouped === true)
      : formatRuns(rows.map(({ run }) => run))
  return { value: { runs: measured }, text }
}
