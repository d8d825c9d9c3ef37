import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeExamples, type Examples } from '../../../../src-main/dataset/stored/examples.ts'
import type { DatasetReport, Origin } from '../../../../src-main/dataset/stored/manifest.ts'

/** Six examples of 2 × 1 pixels in two classes, four of them to train on. */
export const examples: Examples = {
  images: Uint8Array.from({ length: 12 }, (_, i) => i * 20),
  labels: Uint8Array.of(0, 1, 0, 1, 1, 0),
  shape: { height: 2, width: 1, channels: 1 },
  classes: ['cat', 'dog'],
  parts: { train: 4, test: 2 },
}

export const report: DatasetReport = {
  parts: [
    { part: 'train', count: 4, classCounts: [2, 2], duplicates: 0 },
    { part: 'test', count: 2, classCounts: [1, 1], duplicates: 0 },
  ],
  between: 0,
  conflicting: 0,
  channels: [{ mean: 0.27, sd: 0.17 }],
}

export const origin: Origin = { format: 'npz', files: [], options: {} }

/** Runs with an empty folder of datasets. */
export async function inDatasets<T>(work: (datasets: string) => Promise<T>): Promise<T> {
  const datasets = await mkdtemp(join(tmpdir(), 'cusp-datasets-'))
  try {
    return await work(datasets)
  } finally {
    await rm(datasets, { recursive: true })
  }
}

/** Stores the examples. */
export const store = (datasets: string, name = 'sample') =>
  writeExamples({ datasets, name, now: 0 }, examples, { report, origin })
