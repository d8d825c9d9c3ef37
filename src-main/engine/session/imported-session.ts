import { CuspError } from '#errors'
import type { NamedArray, TrainingSession } from '#trainer'

/** The session of a run that trains nothing: it has its weights as they came, and no step. */
export function openImported(file: string, weights: readonly NamedArray[]): TrainingSession {
  return {
    async step() {
      throw new CuspError('internal', `${file} was imported: it is evaluated, and never trained.`)
    },
    snapshot: async () => ({ step: 0, weights, optimiser: [] }),
    close: async () => undefined,
  }
}
