import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { CuspError } from '#errors'
import { perform, withCommonOptions } from '../../perform.ts'
import { withSession } from '../../session.ts'
import { findReport } from './find.ts'

export function addReportSave(report: Command): void {
  withCommonOptions(report.command('save <name> <file>'))
    .description(
      'keep a Markdown file as a report: a new one, or a new text of the one of that name',
    )
    .action((named: string, file: string, options: Parameters<typeof perform>[0]) =>
      perform(options, (context) => {
        const text = readText(file)
        return withSession(context, 'compute', async (client) => {
          const all = await client.reports.list()
          const isKnown = all.some(({ id, name }) => id === named || name === named)
          const saved = isKnown
            ? await client.reports.save({ ...(await withVersion(findReport(client, named))), text })
            : await client.reports.create({ name: named, text })
          const { panels } = await client.reports.render({ text })
          for (const { problem } of panels) {
            if (problem) context.output.note(`${file}:${problem.line}: ${problem.text}`)
          }
          context.output.answer(saved, `${saved.name} (${saved.id}), version ${saved.version}`)
          return 0
        })
      }),
    )
}

async function withVersion(found: ReturnType<typeof findReport>) {
  const { id, version } = await found
  return { id, version }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const message = `${file} cannot be read; a Markdown file belongs here.`
    throw new CuspError('input.invalid', message, { place: file, cause: error })
  }
}
