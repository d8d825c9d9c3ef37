import { existsSync } from 'node:fs'
import type { RunEvent } from '#trainer'
import { onAssignment, openChannel } from '../../../src-main/host/worker/channel.ts'
import type { Job } from '../../../src-main/host/worker/messages.ts'

/** A worker that computes nothing and tells of steps as fast as its host hears them, until a file is there. */
/** Facts told without waiting for the host to have heard each. */
const burst = 100

const file = process.env['CUSP_ENOUGH'] ?? ''
const engine = { name: 'onnx', provider: 'cpu', threads: 1, versions: {} } as const
const settings = {
  ...{ epsilon: 0, attackSteps: 0, relativeStepSize: 2.5, rotation: 0, translation: 0 },
  ...{ adversarialShare: 0, spatialShare: 0, learningRate: 0.1 },
}

async function flood(job: Job): Promise<void> {
  const channel = openChannel(job)
  const tell = (event: RunEvent) => channel.tell({ kind: 'event', event, residentBytes: 1 })
  await tell({ kind: 'runStarted', step: 0, engine, totalSteps: 999_999, datasetHash: 'none' })
  const report = (step: number) => {
    const metrics = { loss: 1 / step, trainAccuracy: 0.5 }
    return tell({ kind: 'stepsFinished', step, metrics, settings, images: 1 })
  }
  for (let step = 0; !existsSync(file); step += burst)
    await Promise.all(Array.from({ length: burst }, (_, i) => report(step + i + 1)))
  await channel.tell({ kind: 'ended', outcome: { how: 'finished' } })
  process.exit(0)
}

onAssignment((assignment) => {
  if (assignment.kind === 'job') void flood(assignment.job)
})
