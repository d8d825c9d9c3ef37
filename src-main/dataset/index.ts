export type { Batch, Dataset, ImageShape, Split } from './dataset.ts'
