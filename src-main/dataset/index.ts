export { batchOf } from './batch.ts'
export type { Batch, Dataset, ImageShape, Parts, Split } from './dataset.ts'
export { importDataset, type ImportRequest, type ImportSurroundings } from './import/import.ts'
export { reportOn } from './import/report.ts'
export { sampleOfClasses } from './sample.ts'
export { readManifest } from './stored/read.ts'
export { sourceFormats, type Manifest, type SourceFormat } from './stored/manifest.ts'
export { listStored, verifyStored } from './stored/survey.ts'
export { hashOf } from './hash.ts'
export { loadDataset } from './load.ts'
export type { DatasetPlaces, DatasetSource } from './source.ts'
export { epochOrder, splitDataset } from './split.ts'
export {
  loadCorruptions,
  severities,
  type Corruptions,
  type Severity,
} from './stored/corruptions.ts'
