export { crossEntropy, crossEntropyObjective } from './cross-entropy.ts'
export { margin } from './margin.ts'
export type { Objective, ObjectiveInputs } from './objective.ts'
export { klDivergence, tradesObjective } from './trades.ts'
