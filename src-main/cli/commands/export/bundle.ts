import type { BundleRequest, WrittenFile } from '#contract'
import { CuspError } from '#errors'
import type { HostClient } from '#host'
import type { Context, Exit } from '../../context.ts'
import { untilDone } from '../../long-file.ts'
import { count, formatBytes } from '../../print/format.ts'
import { withSession } from '../../session.ts'
import { chosenRuns } from './chosen-runs.ts'

export interface BundleOptions {
  readonly where?: string
  readonly checkpoints?: true
  readonly samples?: true
  readonly curricula?: true
}

/** Writes runs and what belongs to them as one file that `cusp import` brings in elsewhere. */
export function exportBundle(
  context: Context,
  named: readonly string[],
  target: string,
  options: BundleOptions,
): Promise<Exit> {
  return withSession(context, 'look', async (client) => {
    const runs = await chosenRuns(client, named, options.where)
    const request = await requestOf(client, runs, options)
    const { takeParcel } = await import('#host')
    const written = await untilDone<WrittenFile>(context, (signal) =>
      client.bundles.write(request, { signal }),
    )
    await takeParcel(context.dataDir, written.file, target)
    const { bytes, items } = written
    const left = runs.length - request.runs.length
    if (left > 0) context.output.note(`${count(left, 'run')} under way stayed behind.`)
    const text = `${target}: ${count(request.runs.length, 'run')}, ${formatBytes(bytes)}`
    context.output.answer({ file: target, runs: request.runs, bytes, items }, text)
    return 0
  })
}

/** Runs of a query that are under way stay behind and are said; one that is named is refused. */
async function requestOf(
  client: HostClient,
  runs: string[],
  { where, checkpoints, samples, curricula }: BundleOptions,
): Promise<BundleRequest> {
  if (runs.length === 0 && !curricula) {
    throw new CuspError('input.invalid', '--bundle: name runs, or choose some by --where.', {
      place: '--bundle',
    })
  }
  const { left } = await client.bundles.foretell({ runs })
  const still = where === undefined ? runs : runs.filter((run) => !left.includes(run))
  return {
    runs: still,
    checkpoints: checkpoints === true,
    samples: samples === true,
    curricula: curricula ? 'all' : 'of-runs',
  }
}
