export { createOptimiser } from './create-optimiser.ts'
export { allocate } from './linear-memory.ts'
export type { Optimiser } from './optimiser.ts'
