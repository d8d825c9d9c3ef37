import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attachSocket, type HostClient } from '#host'
import { launchElectron, type Desktop } from '../setup/electron.ts'

/** The application on a new data folder, and its host spoken to beside the window. */
export interface AttachedDesktop {
  readonly desktop: Desktop
  readonly client: HostClient
  /** Closes both; the folder is gone then. */
  close(): Promise<void>
}

export async function openAttachedDesktop(): Promise<AttachedDesktop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  const desktop = await launchElectron({ dataDir })
  await desktop.page.getByText('Queue: empty').waitFor()
  const attached = await attachSocket(dataDir)
  if (!attached) throw new Error('The host of the window cannot be attached to.')
  return {
    desktop,
    client: attached.client,
    async close() {
      await attached.close()
      await desktop.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
