import { join } from 'node:path'
import { startWorker } from '#executor'
import { openHost, openLoopback } from '#host'
import { serveRouter } from '../../../src-main/host/transport/rpc.ts'

/**
 * A host for pages, of the data folder it is given, whose jobs are floods; says where it is, and to
 * its parent, when it is asked, what it holds: `heldBytes`. Needs `--expose-gc`.
 */
const [dataDir = '', screens = ''] = process.argv.slice(2)
const host = await openHost({
  ...{ dataDir, resources: join(import.meta.dirname, '../../../resources') },
  startWorker: (spec) =>
    startWorker({
      ...spec,
      // Errands need a real worker.
      ...(spec.args[0] !== 'errand' && { entry: join(import.meta.dirname, 'flood-worker.ts') }),
    }),
})
const { port, token } = await openLoopback({ serve: serveRouter(host.router), screens, port: 0 })
process.stdout.write(`${JSON.stringify({ port, token })}\n`)
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.(heapUsed + external)
})
