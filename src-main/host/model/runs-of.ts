import { isImported, type RunSpec } from '#spec'
import type { ReadableStore, RunRow, WritableStore } from '#store'
import { removeModel } from './facts.ts'

export type ImportedRunSpec = RunSpec & { readonly model: { readonly hash: string } }

interface ImportedRun {
  readonly run: RunRow
  readonly spec: ImportedRunSpec
}

/** Runs of imported models, newest first: deleted ones too, and those coming in or being removed. */
export function importedRuns({ runs }: ReadableStore): ImportedRun[] {
  return runs
    .ofArchitecture('onnx')
    .map((run) => ({ run, spec: runs.spec(run.number) as ImportedRunSpec }))
}

/** Whether a run is of this model; a deleted one may be restored, and needs it then. */
export function isKept(store: ReadableStore, hash: string): boolean {
  return importedRuns(store).some(({ spec }) => spec.model.hash === hash)
}

/**
 * Removes the file of an imported model with the last run that is of it. Asking and removing is one
 * turn, so that a run which is added meanwhile finds the file, or finds it gone before it is added.
 * Sweeping the folder at the start was refused: a terminal may just be placing a file there.
 */
export function removeWithLast(store: WritableStore, models: string, number: number): void {
  const { model } = store.runs.spec(number)
  if (!isImported(model)) return
  const others = importedRuns(store).filter(({ run }) => run.number !== number)
  if (!others.some(({ spec }) => spec.model.hash === model.hash)) removeModel(models, model.hash)
}
