import type { HostClient } from '#host'

/** Removes deleted runs for ever, and says how many went. */
export async function purge(client: HostClient, runs: string[]): Promise<number> {
  for await (const told of await client.shelf.purge({ runs })) {
    if (told.kind === 'removed') return told.runs
  }
  throw new Error('the removal ended without an answer')
}
