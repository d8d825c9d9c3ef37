import type { RunDetail } from '#contract'
import type { HostClient } from '#host'

/** A run once it has finished, its evaluations too; throws what it failed with. */
export async function finished(client: HostClient, run: string): Promise<RunDetail> {
  for (;;) {
    const detail = await client.runs.get({ run })
    if (detail.summary.fault) throw new Error(detail.summary.fault.message)
    if (detail.summary.state === 'finished') return detail
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
