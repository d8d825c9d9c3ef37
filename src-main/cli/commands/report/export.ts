import { mkdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Command } from 'commander'
import { replaceFile } from '#disk'
import { CuspError } from '#errors'
import type { HostClient } from '#host'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { withSession } from '../../session.ts'
import { findReport } from './find.ts'

interface ExportOptions extends CommonOptions {
  readonly html?: string
  readonly pdf?: string
  readonly markdown?: string
  readonly latex?: string
  readonly at?: string
}

export function addReportExport(report: Command): void {
  withCommonOptions(report.command('export <name>'))
    .description('write a report with what its panels show')
    .option('--html <file>', 'one page that needs nothing else and runs nothing')
    .option('--pdf <file>', 'the same printed, by a Chromium of this machine')
    .option('--markdown <file>', 'panels written out, drawings in a folder beside it')
    .option('--latex <file>', 'the tables of its panels (booktabs)')
    .option('--at <time>', 'the moment it says it was written at, as 2026-11-30T12:00Z')
    .action((named: string, options: ExportOptions) =>
      perform(options, (context) => {
        const at = momentOf(options.at)
        requireTarget(options)
        return withSession(context, 'look', async (client) => {
          const { id } = await findReport(client, named)
          const { files, problems } = await writeAll(client, id, options, at)
          for (const problem of problems) context.output.note(problem)
          context.output.answer({ files, problems }, files.join('\n'))
          return 0
        })
      }),
    )
}

type At = { readonly at?: number }

async function writeAll(client: HostClient, id: string, options: ExportOptions, at: At) {
  const [files, problems]: [string[], Set<string>] = [[], new Set()]
  const write = async (file: string, contents: string | Buffer) => {
    await mkdir(dirname(file), { recursive: true })
    await replaceFile(file, contents)
    files.push(file)
  }
  for (const format of ['html', 'markdown', 'latex'] as const) {
    const file = options[format]
    if (file === undefined) continue
    const folder = `${basename(file, extname(file))}-figures`
    const made = await client.reports.export({ id, format, folder, ...at })
    await write(file, made.text)
    for (const { name, svg } of made.assets) await write(join(dirname(file), folder, name), svg)
    for (const problem of made.problems) problems.add(problem)
  }
  if (options.pdf !== undefined) {
    await write(options.pdf, Buffer.from((await client.reports.pdf({ id, ...at })).pdf, 'base64'))
  }
  return { files, problems: [...problems] }
}

function requireTarget({ html, pdf, markdown, latex }: ExportOptions): void {
  if ([html, pdf, markdown, latex].some((file) => file !== undefined)) return
  const message = 'export writes nothing: add --html, --pdf, --markdown or --latex with a file.'
  throw new CuspError('input.invalid', message, { place: '--html' })
}

function momentOf(text: string | undefined): At {
  if (text === undefined) return {}
  const at = Date.parse(text)
  if (!Number.isNaN(at)) return { at }
  const message = `--at is "${text}"; a moment as 2026-11-30T12:00Z belongs here.`
  throw new CuspError('input.invalid', message, { place: '--at' })
}
