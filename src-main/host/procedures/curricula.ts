import { CuspError } from '#errors'
import type { CurriculumDocument, CurriculumEntry } from '#contract'
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
  draft: { readonly id?: string | undefined; readonly name: string; readonly spec: RunSpec },
): CurriculumDocument {
  const { id, name, spec } = draft
  if (id !== undefined && !store.curricula.get(id)) unknown(id)
  const saved = { id: id ?? newId(), name, spec, updatedAt: clock.now() }
  store.curricula.save(saved)
  notices.publish({ kind: 'curricula' })
  return saved
}

export function removeCurriculum({ store, notices }: Desk, id: string): Record<string, never> {
  if (!store.curricula.remove(id)) unknown(id)
  notices.publish({ kind: 'curricula' })
  return {}
}

function unknown(id: string): never {
  throw new CuspError('curriculum.unknown', `No saved curriculum has the id "${id}".`, {
    place: 'id',
  })
}
