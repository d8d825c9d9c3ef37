export { batchOf } from './batch.ts'
export type { Batch, Dataset, ImageShape, Parts, Split } from './dataset.ts'
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
