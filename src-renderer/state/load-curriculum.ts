import type { CurriculumDocument } from '#contract'
import type { Host } from './host.ts'

/** A saved curriculum and the undo steps an earlier sitting left with the host. */
export interface LoadedCurriculum {
  readonly saved: CurriculumDocument
  readonly sitting: string | null
}

export async function loadCurriculum(host: Host, id: string): Promise<LoadedCurriculum> {
  const [saved, { sitting }] = await Promise.all([
    host.curricula.get({ id }),
    // Without its undo steps a curriculum can still be edited.
    host.curricula.sitting({ id }).catch(() => ({ sitting: null })),
  ])
  return { saved, sitting }
}
