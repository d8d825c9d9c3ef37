import type { SavedView, View } from '#contract'
import type { LabelKind, RunRow } from '#store'
import { requireRun, requireStopped, type Desk } from '../desk.ts'
import { newId } from '../new-run.ts'

interface Label {
  readonly kind: LabelKind
  readonly name: string
}

export function labelRuns(desk: Desk, ids: readonly string[], label: Label & { on: boolean }) {
  const { labels } = desk.store
  return forEach(desk, ids, ({ number }) =>
    label.on
      ? labels.add(number, label.kind, label.name)
      : labels.remove(number, label.kind, label.name),
  )
}

export function renameLabel(desk: Desk, kind: LabelKind, from: string, to: string) {
  desk.store.transaction(() => desk.store.labels.rename(kind, from, to))
  desk.notices.publish({ kind: 'runs' })
  return {}
}

export function noteRun(desk: Desk, id: string, notes: string) {
  desk.store.shelf.setNotes(requireRun(desk, id).number, notes)
  desk.notices.publish({ kind: 'runs' })
  return {}
}

export function archiveRuns(desk: Desk, ids: readonly string[], on: boolean) {
  const at = on ? desk.clock.now() : null
  return forEach(desk, ids, ({ number }) => desk.store.shelf.archive(number, at))
}

/** @throws CuspError `run.wrong-state` for a run that is under way; then none is deleted. */
export function deleteRuns(desk: Desk, ids: readonly string[], on: boolean) {
  const at = on ? desk.clock.now() : null
  return forEach(desk, ids, (run) => {
    if (on) requireStopped(run, 'deleted')
    desk.store.shelf.delete(run.number, at)
  })
}

/** All or none. */
function forEach(desk: Desk, ids: readonly string[], work: (run: RunRow) => void) {
  const runs = [...new Set(ids)].map((id) => requireRun(desk, id))
  desk.store.transaction(() => runs.forEach(work))
  desk.notices.publish({ kind: 'runs' })
  return { runs: runs.length }
}

export function listViews({ store }: Desk): SavedView[] {
  return store.views
    .list()
    .map(({ id, name, view }) => ({ id, name, view: JSON.parse(view) as View }))
}

export function saveView(desk: Desk, made: { id?: string; name: string; view: View }): SavedView {
  const { id = newId(), name, view } = made
  desk.store.views.save({ id, name, view: JSON.stringify(view), updatedAt: desk.clock.now() })
  desk.notices.publish({ kind: 'runs' })
  return { id, name, view }
}

export function removeView(desk: Desk, id: string) {
  desk.store.views.remove(id)
  desk.notices.publish({ kind: 'runs' })
  return {}
}
