import type { OptimiserSpec } from '#spec'
import { adam } from './adam.ts'
import type { Optimiser } from './optimiser.ts'
import { sgd } from './sgd.ts'

/** The optimiser a spec names. */
export function createOptimiser(spec: OptimiserSpec): Optimiser {
  switch (spec.kind) {
    case 'sgd':
      return sgd(spec.momentum, spec.weightDecay)
    case 'adam':
      return adam(spec.beta1, spec.beta2, spec.weightDecay)
  }
}
