/** How perturbations are measured. */
export const norms = ['linf', 'l2'] as const
export type Norm = (typeof norms)[number]
