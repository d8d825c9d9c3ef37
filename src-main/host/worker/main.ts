import { asCuspError } from '#errors'
import { onAssignment, openChannel, type Assignment, type Channel } from './channel.ts'
import { answerErrand } from './errand.ts'
import { runJob } from './job.ts'
import { serveLaboratory } from './laboratory/serve.ts'
import type { Outcome } from './messages.ts'
import { startPulse, type Pulse } from './pulse.ts'

type ErrandAssignment = Extract<Assignment, { readonly kind: 'errand' }>

onAssignment((assignment) => {
  // It answers until its host has no more use for it.
  if (assignment.kind === 'laboratory') return serveLaboratory(assignment.setting)
  const done =
    assignment.kind === 'job' ? work(openChannel(assignment.job), startPulse()) : run(assignment)
  void done.then(() => process.exit(0))
})

async function work(channel: Channel, pulse: Pulse): Promise<void> {
  await channel.tell({ kind: 'ended', outcome: await outcome(channel, pulse) })
}

async function run({ errand, threads }: ErrandAssignment): Promise<void> {
  const answer = await answerErrand(errand, threads)
  await new Promise((resolve) => process.send?.(answer, undefined, undefined, resolve))
}

async function outcome(channel: Channel, pulse: Pulse): Promise<Outcome> {
  try {
    return { how: await runJob(channel, pulse) }
  } catch (error) {
    const { code, message } = asCuspError(error)
    if (code === 'disk.full') return { how: 'full', message }
    // A defect of ours: its place is worth more than its sentence.
    if (code === 'internal') process.stderr.write(`${String((error as Error).stack)}\n`)
    return { how: 'failed', code, message }
  }
}
