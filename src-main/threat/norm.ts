/** How perturbations are measured. */
export const norms = ['linf', 'l2', 'l1'] as const
export type Norm = (typeof norms)[number]

/** The norms that training attacks in: those whose ascent step is one graph. */
export const trainingNorms = ['linf', 'l2'] as const
export type TrainingNorm = (typeof trainingNorms)[number]
