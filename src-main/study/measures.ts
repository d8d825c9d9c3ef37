import type { Measure, Metric } from './design.ts'
import type { Headline } from './member-spec.ts'

/** Every number a study reads off a run, by the name its verdict calls it. */
export interface Measures {
  readonly clean: Measure
  readonly adversarial: ByMetric
  readonly rotated: ByMetric
  readonly shifted: ByMetric
}
export type ByMetric = Readonly<Record<Metric, Measure>>

export const metrics: readonly Metric[] = ['accuracy', 'invariance']

export function measuresOf({ adversarial, rotated, shifted }: Headline): Measures {
  const both = (name: string, plan: Measure['plan']): ByMetric => ({
    accuracy: { label: `${name} accuracy`, metric: 'accuracy', plan },
    invariance: { label: `${name} invariance`, metric: 'invariance', plan },
  })
  return {
    clean: { label: 'clean accuracy', metric: 'accuracy', plan: { attack: 'clean' } },
    adversarial: both('adversarial', adversarial),
    rotated: both('rotated', rotated),
    shifted: both('shifted', shifted),
  }
}
