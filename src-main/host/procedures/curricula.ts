import { CuspError } from '#errors'
import type { CurriculumDocument, CurriculumEntry, CurriculumVersion } from '#contract'
import type { RunSpec } from '#spec'
import type { Desk } from '../desk.ts'
import { newId } from '../new-run.ts'

export function listCurricula({ store }: Desk): CurriculumEntry[] {
  return store.curricula.list()
}

export function getCurriculum({ store }: Desk, id: string): CurriculumDocument {
  return store.curricula.get(id) ?? unknown(id)
}

export function saveCurriculum(
  { store, notices, clock }: Desk,
  draft: {
    readonly id?: string | undefined
    readonly name: string
    readonly spec: RunSpec
    readonly parent?: string | undefined
  },
): CurriculumDocument {
  const { id, name, spec } = draft
  const known = id === undefined ? undefined : (store.curricula.get(id) ?? unknown(id))
  if (draft.parent !== undefined && !store.curricula.get(draft.parent)) unknown(draft.parent)
  const parent = known ? known.parent : (draft.parent ?? null)
  const saved = { id: id ?? newId(), name, spec, updatedAt: clock.now(), parent }
  store.curricula.save(saved)
  notices.publish({ kind: 'curricula' })
  return saved
}

export function removeCurriculum({ store, notices }: Desk, id: string): Record<string, never> {
  if (!store.curricula.remove(id)) unknown(id)
  notices.publish({ kind: 'curricula' })
  return {}
}

export function curriculumVersions({ store }: Desk, id: string): CurriculumVersion[] {
  if (!store.curricula.get(id)) unknown(id)
  return store.curricula.versions(id)
}

export function curriculumSitting({ store }: Desk, id: string): { sitting: string | null } {
  return { sitting: store.curricula.sitting(id) ?? null }
}

/** Keeps the undo steps of an open editor, so that they outlive it. */
export function keepSitting({ store }: Desk, id: string, sitting: string): Record<string, never> {
  if (!store.curricula.get(id)) unknown(id)
  store.curricula.keepSitting(id, sitting)
  return {}
}

function unknown(id: string): never {
  throw new CuspError('curriculum.unknown', `No saved curriculum has the id "${id}".`, {
    place: 'id',
  })
}
