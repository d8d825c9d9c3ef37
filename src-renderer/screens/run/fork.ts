import type { RunDetail } from '#contract'
import type { App } from '../../state/index.ts'

type Checkpoint = RunDetail['checkpoints'][number]

/** A fork is a curriculum like any other that begins where a run was: its future can be edited. */
export async function editFrom(
  app: App,
  { spec, summary: run }: RunDetail,
  { step, hash }: Pick<Checkpoint, 'step' | 'hash'>,
): Promise<void> {
  const startsFrom = { run: run.id, step, checkpointHash: hash }
  const name = `${run.name} from step ${step}`
  const saved = await app.attempt(
    app.host.curricula.save({ name, spec: { ...spec, name, startsFrom } }),
  )
  if (!saved) return
  app.toasts.say(`“${name}” begins at this checkpoint: change what comes after, then run it.`)
  app.router.go({ screen: 'curriculum', id: saved.id })
}

/** Milliseconds between two looks for the checkpoint, and looks until it is given up. */
const pauseMs = 300
const looks = 200

/**
 * The future of a run at training, as a curriculum to edit: has it save a checkpoint where it is, waits
 * for it, and begins there. The run itself goes on; pausing or cancelling it is another decision.
 */
export async function editFuture(app: App, run: string): Promise<void> {
  const before = await app.attempt(app.host.runs.get({ run }))
  if (!before) return
  if (before.summary.state !== 'running') return editNewest(app, before)
  const known = new Set(before.checkpoints.map(({ hash }) => hash))
  if (!(await app.attempt(app.host.runs.checkpoint({ run })))) return
  for (let look = 0; look < looks; look++) {
    const now = await app.attempt(app.host.runs.get({ run }))
    if (!now) return
    const fresh = now.checkpoints.findLast(({ hash, present }) => present && !known.has(hash))
    if (fresh) return editFrom(app, now, fresh)
    if (now.summary.state !== 'running') return editNewest(app, now)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  app.toasts.say('The run has saved no checkpoint yet; try again when a step has finished.')
}

async function editNewest(app: App, detail: RunDetail): Promise<void> {
  const newest = detail.checkpoints.findLast(({ present }) => present)
  if (newest) await editFrom(app, detail, newest)
  else app.toasts.say('This run has no checkpoint to begin from yet.')
}
