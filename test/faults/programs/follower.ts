import { createHash } from 'node:crypto'
import { asCuspError } from '#errors'
import { attachLoopback, type Attached } from '../attach-loopback.ts'

/** A page that follows a run as a window does, told by notices; says what it has when the run is over. */
const [port, token = '', run = ''] = process.argv.slice(2)
const seen = createHash('sha256')
let [seq, points] = [0, 0]

/** Reads to the end of what there is; whether the run is over. */
async function read({ client }: Attached): Promise<boolean> {
  for (;;) {
    const feed = await client.runs.since({ run, seq })
    for (const point of feed.points) seen.update(JSON.stringify(point))
    points += feed.points.length
    if (feed.seq === seq) return feed.summary.state === 'finished'
    seq = feed.seq
  }
}

/** Follows through one connection; whether the run was over before that was lost. */
async function follow(attached: Attached): Promise<boolean> {
  try {
    const notices = await attached.client.system.notices()
    while (!(await read(attached))) {
      process.stdout.write(`${points}\n`)
      await notices.next()
    }
    return true
  } catch (error) {
    if (asCuspError(error).code !== 'host.unreachable') throw error
    return false
  }
}

// A page that was silent for long is dropped, and comes back.
while (!(await follow(await attachLoopback({ port: Number(port), token }))));
process.stdout.write(`end ${points} ${seen.digest('hex')}\n`)
process.exit(0)
