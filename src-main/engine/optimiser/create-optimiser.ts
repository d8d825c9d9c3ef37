import type { OptimiserSpec } from '#spec'
import { adam } from './adam.ts'
import type { Optimiser } from './optimiser.ts'
import { sgd } from './sgd.ts'

/**
 * The optimiser a spec names.
 * @param threads that an update may use, ≥ 1: every bit is the same whatever their number.
 */
export function createOptimiser(spec: OptimiserSpec, threads = 1): Optimiser {
  switch (spec.kind) {
    case 'sgd':
      return sgd(spec.momentum, spec.weightDecay, threads)
    case 'adam':
      return adam(spec.beta1, spec.beta2, spec.weightDecay, threads)
  }
}
