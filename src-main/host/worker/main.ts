import { asCuspError } from '#errors'
import { openChannel } from './channel.ts'
import { runJob } from './job.ts'
import type { Outcome } from './messages.ts'

const channel = await openChannel()
await channel.tell({ kind: 'ended', outcome: await outcome() })
process.exit(0)

async function outcome(): Promise<Outcome> {
  try {
    return { how: await runJob(channel) }
  } catch (error) {
    const { code, message } = asCuspError(error)
    if (code === 'disk.full') return { how: 'full', message }
    // A defect of ours: its place is worth more than its sentence.
    if (code === 'internal') process.stderr.write(`${String((error as Error).stack)}\n`)
    return { how: 'failed', code, message }
  }
}
