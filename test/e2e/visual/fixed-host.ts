import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { startWorker } from '#executor'
import { openHost, openLoopback } from '#host'
import { serveRouter } from '../../../src-main/host/transport/rpc.ts'

const root = join(import.meta.dirname, '../../..')
/** Noon, 2 March 2026, in UTC: no clock here moves. */
export const now = Date.UTC(2026, 2, 2, 12)

export interface FixedHost {
  readonly address: string
  readonly runs: readonly string[]
  /** Of a report with a table of three of the runs. */
  readonly report: string
  /** Has six runs wait, of three seeds each, beside those that are there. */
  queueRuns(): Promise<void>
  close(): Promise<void>
}

/**
 * A host on a clock that stands, with six finished runs of a file. It trains nothing; what it computes
 * for the laboratory and the playhead is by networks nobody trained, which a seed decides.
 */
export async function openFixedHost(): Promise<FixedHost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cusp-visual-'))
  const host = await openHost({
    dataDir,
    resources: join(root, 'resources'),
    startWorker,
    now: () => now,
    elapsed: () => 0,
    uptime: () => 0,
    concurrency: 0,
  })
  const client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const archive = await readFile(join(root, 'test/cases/visual-runs.json.gz'))
  const { runs } = await client.studies.import({
    archive: archive.toString('base64'),
    name: 'visual-runs.json.gz',
  })
  const table = {
    panel: 'table',
    runs: runs.slice(0, 3),
    metrics: ['clean', 'adversarial', 'spatial'],
  }
  const { id: report } = await client.reports.create({
    name: 'One curriculum against both',
    text: `## What came of it\n\nThree ways to train, *one seed* each.\n\n\`\`\`cusp\n${JSON.stringify(table)}\n\`\`\`\n`,
  })
  const screens = join(root, 'out', 'renderer')
  const page = await openLoopback({ serve: serveRouter(host.router), screens, port: 0 })
  return {
    address: page.address,
    runs,
    report,
    queueRuns: async () => {
      for (const run of runs.slice(1, 3)) {
        const { spec } = await client.runs.get({ run })
        const specs = [0, 1, 2].map((seed) => ({ ...spec, seed }))
        await client.runs.start({ specs, group: `${spec.name}, again` })
      }
    },
    close: async () => {
      await page.close()
      await host.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
