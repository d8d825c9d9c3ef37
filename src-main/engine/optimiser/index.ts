export { createOptimiser } from './create-optimiser.ts'
export type { Optimiser } from './optimiser.ts'
