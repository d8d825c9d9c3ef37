import type { Command } from 'commander'
import type { RunSummary } from '#contract'
import { sizes, studyName, studyOf, templates } from '#study'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { formatTable } from '../../print/table.ts'
import { withSession } from '../../session.ts'

export function addStudyList(study: Command): void {
  withCommonOptions(study.command('list'))
    .description('the studies there are, and how far each is')
    .action((options: CommonOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const studies = rowsOf(await client.runs.list())
          context.output.answer({ studies }, format(studies))
          return 0
        }),
      ),
    )
}

function rowsOf(runs: readonly RunSummary[]) {
  return templates.flatMap(({ name, title }) =>
    sizes.map((size) => {
      const ofStudy = runs.filter(({ study }) => study === studyName(name, size))
      const finished = ofStudy.filter(({ state }) => state === 'finished').length
      return { name, size, title, planned: studyOf(name, size).specs.length, finished }
    }),
  )
}

function format(rows: ReturnType<typeof rowsOf>): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  return formatTable(
    [{ title: 'study' }, { title: 'size' }, right('runs'), right('finished'), { title: 'claim' }],
    rows.map(({ name, size, title, planned, finished }) => [
      ...[name, size, String(planned), String(finished), title],
    ]),
  )
}
