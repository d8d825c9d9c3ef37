import { attackPlanSchema, type AttackPlan } from '#threat'

/**
 * What an attack is held to. `path`: the same images. `search`: as far as the reference went, for it
 * chooses among points that lie equally far or high but for rounding (which boundary is nearest, which
 * answer flips), and goes on from there. Told apart by measurement: with all weights moved by 1e-5 of
 * themselves, some 30 times what engines differ by, paths stay within 1e-5 in every pixel, while
 * images of a search move by up to 0.08, its mean loss by 3e-4 and the number fooled not at all.
 */
export type Agreement = 'path' | 'search'

export interface AttackCase {
  readonly plan: AttackPlan
  readonly agreement: Agreement
}

const path = (given: unknown): AttackCase => ({
  plan: attackPlanSchema.parse(given),
  agreement: 'path',
})
const search = (given: unknown): AttackCase => ({ ...path(given), agreement: 'search' })

const epsilon = 0.08
const l2 = { norm: 'l2', epsilon: 0.4 }
const l1 = { norm: 'l1', epsilon: 3 }
const moved = { rotation: 60, translation: 1 }
const steps = 5
const combined = { attack: 'combined', ...moved, steps }

/** Radii at which some images fall and, for most attacks, some stand. */
export const attackCases: readonly AttackCase[] = [
  path({ attack: 'clean' }),
  path({ attack: 'corruption', set: 'digits-c', corruption: 'fog', severity: 3 }),
  path({ attack: 'transfer', from: { run: 'another', weights: '0'.repeat(64) }, epsilon }),
  path({ attack: 'random-noise', epsilon: 0.5, draws: 8 }),
  path({ attack: 'random-noise', norm: 'l1', epsilon: 30, draws: 8 }),
  path({ attack: 'spatial-fixed', angle: -40, dx: 1, dy: -2 }),
  path({ attack: 'spatial-random', rotation: 90, translation: 2, draws: 5 }),
  path({ attack: 'spatial-grid', ...moved, rotations: 3, translations: 2 }),
  path({ attack: 'spatial-first-order', ...moved, steps }),
  path({ attack: 'stadv', flow: 2, learningRate: 0.3, steps: 10 }),
  path({ attack: 'fgsm', epsilon }),
  path({ attack: 'fgsm', ...l2 }),
  path({ attack: 'pgd', epsilon, steps, restarts: 2 }),
  path({ attack: 'pgd', epsilon, steps, climbs: 'prediction' }),
  path({ attack: 'pgd', ...l2, steps }),
  path({ attack: 'pgd', ...l1, steps }),
  path({ attack: 'mi-fgsm', epsilon, steps }),
  path({ attack: 'mi-fgsm', ...l2, steps }),
  path({ ...combined, order: 'spatial-then-adversarial', epsilon }),
  path({ ...combined, order: 'adversarial-through-spatial', ...l2 }),
  path({ attack: 'apgd-ce', epsilon, steps: 10 }),
  path({ attack: 'apgd-ce', ...l2, steps: 10 }),
  path({ attack: 'apgd-ce', ...l1, steps: 10 }),
  path({ attack: 'apgd-dlr', epsilon, steps: 10 }),
  path({ attack: 'apgd-t', epsilon, steps: 10, targets: 3 }),
  search({ attack: 'fab', epsilon, steps }),
  path({ attack: 'fab-t', ...l2, steps, targets: 3 }),
  path({ attack: 'square', epsilon: 0.12, queries: 150 }),
  search({ attack: 'autoattack', epsilon: 0.04 }),
  path({
    attack: 'carlini-wagner',
    ...{ searches: 4, steps: 15, learningRate: 0.05, initialConstant: 0.1 },
  }),
  path({ attack: 'deepfool' }),
  search({ attack: 'hop-skip-jump', queries: 200 }),
]
