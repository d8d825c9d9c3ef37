import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Brought, BundleRequest, RunDetail } from '#contract'
import { discardParcel, openLiveHost, placeParcel, takeParcel, type LiveHost } from '#host'
import type { RunSpec } from '#spec'

/** A data folder with its host, both gone after `close`. */
export interface Folder {
  readonly dataDir: string
  readonly host: LiveHost
  close(): Promise<void>
}

export async function openFolder(computes = false): Promise<Folder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cusp-bundle-'))
  const host = await openLiveHost({ dataDir, log: () => undefined, computes })
  return {
    dataDir,
    host,
    close: async () => {
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function finish({ host: { client } }: Folder, spec: RunSpec): Promise<RunDetail> {
  const [run] = (await client.runs.start({ specs: [spec] })).runs
  return settled(client, run, ['finished'])
}

export async function settled(
  client: LiveHost['client'],
  run: string,
  states: readonly string[],
): Promise<RunDetail> {
  for (;;) {
    const detail = await client.runs.get({ run })
    if (states.includes(detail.summary.state)) return detail
    if (detail.summary.fault) throw new Error(detail.summary.fault.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Writes a bundle to a file in the folder above the data folder's. */
export async function bundleOf(
  { host: { client }, dataDir }: Folder,
  request: BundleRequest,
  name = 'out.cusp',
): Promise<string> {
  const target = join(dataDir, name)
  for await (const told of await client.bundles.write(request)) {
    if (told.kind === 'written') await takeParcel(dataDir, told.file, target)
  }
  return target
}

export async function preview({ host: { client }, dataDir }: Folder, path: string) {
  const file = await placeParcel(dataDir, path)
  try {
    return await client.bundles.preview({ file, name: 'x.cusp' })
  } finally {
    await discardParcel(dataDir, file)
  }
}

export async function bring(folder: Folder, path: string): Promise<Brought> {
  const { client } = folder.host
  const file = await placeParcel(folder.dataDir, path)
  try {
    for await (const told of await client.bundles.import({ file, name: 'x.cusp' })) {
      if (told.kind === 'brought') return told
    }
  } finally {
    await discardParcel(folder.dataDir, file)
  }
  throw new Error('the import ended without an answer')
}
