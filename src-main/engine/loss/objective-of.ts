import type { LossSpec } from '#spec'
import { crossEntropyObjective, smoothedObjective } from './cross-entropy.ts'
import { martObjective } from './mart.ts'
import type { Objective } from './objective.ts'
import { tradesObjective } from './trades.ts'

/**
 * The objective a spec names.
 * @param isAttacked without an attack x′ = x, where TRADES's divergence and its gradient are zero:
 *   plain cross-entropy is it. MART keeps its boosted cross-entropy.
 */
export function objectiveOf(loss: LossSpec, isAttacked: boolean): Objective {
  switch (loss.kind) {
    case 'cross-entropy':
      return loss.labelSmoothing ? smoothedObjective(loss.labelSmoothing) : crossEntropyObjective
    case 'trades':
      return isAttacked ? tradesObjective(loss.beta) : crossEntropyObjective
    case 'mart':
      return martObjective(loss.beta)
  }
}
