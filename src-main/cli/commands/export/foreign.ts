import type { ForeignFormat, WrittenFile } from '#contract'
import { CuspError } from '#errors'
import type { Context, Exit } from '../../context.ts'
import { untilDone } from '../../long-file.ts'
import { count } from '../../print/format.ts'
import { withSession } from '../../session.ts'
import { chosenRuns } from './chosen-runs.ts'

/** Writes runs as a folder that other programs read. */
export function exportForeign(
  context: Context,
  named: readonly string[],
  format: ForeignFormat,
  target: string,
  where: string | undefined,
): Promise<Exit> {
  return withSession(context, 'look', async (client) => {
    const chosen = await chosenRuns(client, named, where)
    if (chosen.length === 0) {
      throw new CuspError('input.invalid', `--${format}: name runs, or choose some by --where.`, {
        place: `--${format}`,
      })
    }
    const { left } = await client.bundles.foretell({ runs: chosen })
    const runs = where === undefined ? chosen : chosen.filter((run) => !left.includes(run))
    const { unpackParcel } = await import('#host')
    const written = await untilDone<WrittenFile>(context, (signal) =>
      client.foreign.write({ runs, format }, { signal }),
    )
    await unpackParcel(context.dataDir, written.file, target)
    const files = written.items
    const text = `${target}: ${count(runs.length, 'run')} in ${count(files, 'file')}`
    context.output.answer({ folder: target, runs, files }, text)
    return 0
  })
}
