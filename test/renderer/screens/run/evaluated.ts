import { protocolSchema, wilson, type Evaluation } from '#contract'

const protocol = protocolSchema.parse({
  version: 1,
  name: 'tiny',
  notes: 'Faithful to nothing.',
  subset: { count: 200 },
  plans: [
    { attack: 'pgd', epsilon: 0.1, steps: 20 },
    { attack: 'square', epsilon: 0.1 },
    { attack: 'spatial-random', rotation: 30, translation: 2, draws: 5, climbs: 'prediction' },
  ],
})

const plan = (
  position: number,
  label: string,
  accuracy: number,
  family: 'adversarial' | 'spatial',
): Evaluation['plans'][number] => ({
  ...{ key: label, plan: protocol.plans[position], label, family, headline: true, accuracy },
  climbs: family === 'spatial' ? 'prediction' : 'label',
  interval: wilson(accuracy * 200, 200),
  invariance: accuracy + 0.05,
})

/** An evaluation with something of everything a result shows. */
export const evaluation: Evaluation = {
  ...{ id: 1, step: 100, protocol, count: 200, subsetHash: 'h', finished: true },
  scores: {
    ...{ count: 200, clean: 0.95, adversarial: 0.4, spatial: 0.7, worstCase: 0.35 },
    ...{ adversarialInvariance: 0.45, spatialInvariance: 0.75, worstCaseInvariance: 0.38 },
    ...{ adversarialClimbs: 'label', spatialClimbs: 'prediction' },
    ...{ degenerate: false, corruption: 0.6, masking: 'suspected' },
  },
  plans: [
    plan(0, 'PGD-20', 0.5, 'adversarial'),
    plan(1, 'Square', 0.45, 'adversarial'),
    plan(2, 'turned', 0.7, 'spatial'),
    ...([1, 3] as const).map((severity) => ({
      ...{ key: `fog ${severity}`, label: 'fog', family: 'corruption' as const, headline: true },
      ...{ climbs: null, accuracy: 0.8 - severity / 10, interval: wilson(10, 20), invariance: 0.7 },
      plan: { attack: 'corruption' as const, set: 'c', corruption: 'fog', severity },
    })),
  ],
  curves: [],
  heatmaps: [
    {
      ...{ label: 'one random draw', climbs: null, rotations: [0, 30], translations: [0, 2] },
      cells: [
        { rotation: 0, translation: 0, accuracy: 0.95, interval: [0.9, 0.98], invariance: 1 },
        { rotation: 30, translation: 2, accuracy: 0.7, interval: [0.6, 0.8], invariance: 0.8 },
      ],
    },
  ],
  masking: {
    verdict: 'suspected',
    text: 'Gradient masking is suspected: 1 of 2 signals fires.',
    signals: [
      { signal: 'zero-gradient', fires: true, counts: { zero: 9 }, text: '9 of 64 images.' },
      { signal: 'huge-radius', fires: null, counts: {}, text: 'Not examined.' },
      { signal: 'loss-plateau', fires: false, counts: {}, text: '0 of 64 images.' },
    ],
  },
}
