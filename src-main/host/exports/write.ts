import { rm } from 'node:fs/promises'
import type { ForeignFormat } from '#contract'
import type { ReadableStore, RunRow } from '#store'
import { goOn, ZipWriter } from '../bundle/index.ts'
import { csvOf } from './csv.ts'
import { mlflowExperiment, mlflowFiles } from './mlflow.ts'
import { parquetOf } from './parquet.ts'
import { subjectOf, type ExportedFile, type Subject } from './subject.ts'
import { evaluationsTable, metricsTable, runsTable, type Table } from './tables.ts'
import { tensorboardFile } from './tensorboard.ts'

export interface ForeignExport {
  readonly store: ReadableStore
  readonly models: string
  readonly runs: readonly RunRow[]
  readonly format: ForeignFormat
  /** A file that is not there yet. */
  readonly target: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly signal: AbortSignal
}

/** Writes runs as a folder that other programs read, zipped. A rejected one leaves no file. */
export async function writeForeign(
  request: ForeignExport,
): Promise<{ bytes: number; items: number }> {
  const { target, signal } = request
  const zip = await ZipWriter.create(target)
  try {
    let items = 0
    for (const { path, contents } of filesOf(request)) {
      goOn(signal)
      await zip.add(path, contents)
      items += 1
    }
    return { bytes: await zip.finish(), items }
  } catch (error) {
    await zip.close()
    await rm(target, { force: true })
    throw error
  }
}

function* filesOf(request: ForeignExport): Generator<ExportedFile, void, void> {
  const { store, models, runs, format, now } = request
  const rows: Pick<Subject, 'run' | 'tags' | 'notes' | 'scores'>[] = []
  if (format === 'mlflow') yield mlflowExperiment(now)
  for (const row of runs) {
    // One at a time: what each recorded of images may be megabytes.
    const subject = subjectOf(store, row, models)
    yield* filesOfRun(subject, format)
    const { run, tags, notes, scores } = subject
    rows.push({ run: { ...run, events: [], evaluations: [] }, tags, notes, scores })
  }
  if (format === 'csv' || format === 'parquet') yield tableFile('runs', runsTable(rows), format)
}

function filesOfRun(subject: Subject, format: ForeignFormat): ExportedFile[] {
  const { id } = subject.run
  switch (format) {
    case 'mlflow':
      return mlflowFiles(subject)
    case 'tensorboard':
      return [tensorboardFile(subject)]
    case 'csv':
    case 'parquet':
      return [
        tableFile(`${id}/metrics`, metricsTable(subject), format),
        tableFile(`${id}/evaluations`, evaluationsTable(subject), format),
      ]
  }
}

function tableFile(path: string, table: Table, format: 'csv' | 'parquet'): ExportedFile {
  const contents = format === 'csv' ? csvOf(table) : parquetOf(table)
  return { path: `${path}.${format}`, contents }
}
