export { createOptimiser } from './create-optimiser.ts'
export type { Optimiser, Update } from './optimiser.ts'
