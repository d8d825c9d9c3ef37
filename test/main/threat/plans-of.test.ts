import { describe, expect, it } from 'vitest'
import {
  checkPlan,
  checkProtocol,
  describePlan,
  examinationOf,
  planAt,
  planKey,
  plansOf,
  quickProtocol,
} from '#threat'

const {
  heatmaps: _heatmaps,
  examination: _examination,
  ...quick
} = quickProtocol({ count: 100, epsilon: 0.3, rotation: 60, translation: 2 })

describe('threat/plans-of', () => {
  it('lists clean first, then the headline, then the curves', () => {
    const roles = plansOf(quick).map(({ role }) => role)
    expect(roles.slice(0, 3)).toEqual(['clean', 'headline', 'headline'])
    expect(new Set(roles.slice(3))).toEqual(new Set(['curve']))
  })

  it('runs a plan once, though headline and curve both ask for it', () => {
    const planned = plansOf(quick)
    // 1 clean + 2 headline + 12 points, of which each curve’s last is its headline.
    expect(planned).toHaveLength(13)
    expect(new Set(planned.map(({ key }) => key)).size).toBe(13)
    expect(planned[1]).toMatchObject({ role: 'headline', curve: 0, value: 0.3 })
  })

  it('covers every point of every curve', () => {
    const keys = new Set(plansOf(quick).map(({ key }) => key))
    for (const curve of quick.curves) {
      for (const value of curve.values) expect(keys).toContain(planKey(planAt(curve, value)))
    }
  })

  it('keeps a clean plan that is asked for as headline in its first place', () => {
    const planned = plansOf({ ...quick, plans: [{ attack: 'clean' }], curves: [] })
    expect(planned.map(({ role }) => role)).toEqual(['clean'])
  })

  it('has a cell of a heatmap for every pair of half-ranges', () => {
    const plan = checkPlan({ attack: 'spatial-random', rotation: 0, translation: 0, draws: 3 })
    const heatmap = { rotations: [0, 20], translations: [0, 1, 2], plan }
    const planned = plansOf({ ...quick, plans: [], curves: [], heatmaps: [heatmap] })
    expect(planned.map(({ role }) => role)).toEqual(['clean', ...Array<string>(6).fill('heatmap')])
    expect(planned.at(-1)?.plan).toEqual({ ...plan, rotation: 20, translation: 2 })
  })

  it('refuses a heatmap of what has no rotation', () => {
    const plan = { attack: 'fgsm', epsilon: 0.1 }
    const heatmaps = [{ rotations: [1], translations: [1], plan }]
    expect(() => checkProtocol({ ...quick, heatmaps })).toThrow(/heatmaps\[0\].plan.attack.*fgsm/)
  })

  it('examines on the first images only what is not run on all of them', () => {
    const planned = plansOf({ ...quick, curves: [], examination: { count: 64 } })
    expect(planned.map(({ role, count }) => [role, count])).toEqual([
      ...[
        ['clean', undefined],
        ['headline', undefined],
        ['headline', undefined],
      ],
      // The whole climb is the headline's own PGD-20; halfway, Square and the huge radius are left.
      ...[
        ['examination', 64],
        ['examination', 64],
        ['examination', 64],
      ],
    ])
    const small = { ...quick, subset: { count: 16, seed: 0 }, examination: { count: 64 } }
    expect(plansOf(small).at(-1)?.count).toBe(16)
  })

  it('leaves the climb of an examination halfway on the very same path', () => {
    const { climb } = examinationOf({ ...quick, examination: { count: 64 } })!
    if (climb?.whole.attack !== 'pgd' || climb.halfway.attack !== 'pgd') throw new Error('no PGD')
    const lengthOf = (plan: typeof climb.whole) =>
      'absolute' in plan.stepSize
        ? plan.stepSize.absolute
        : (plan.stepSize.relativeToEpsilon * plan.epsilon) / plan.steps
    expect(climb.halfway.steps * 2).toBe(climb.whole.steps)
    expect(lengthOf(climb.halfway)).toBe(lengthOf(climb.whole))
  })
})

describe('threat/describe', () => {
  it.each([
    [{ attack: 'clean' }, 'clean'],
    [{ attack: 'fgsm', epsilon: 8 / 255 }, 'FGSM L∞, ε = 8/255'],
    [{ attack: 'pgd', epsilon: 0.2, steps: 20, restarts: 2 }, 'PGD-20 L∞, ε = 0.2, 2 restarts'],
    [
      { attack: 'pgd', norm: 'l2', epsilon: 1.25, steps: 7, randomStart: false },
      'PGD-7 L2, ε = 1.25, from the clean image',
    ],
    [
      { attack: 'pgd', epsilon: 0.15, steps: 5, climbs: 'prediction' },
      'PGD-5 L∞, ε = 0.15, against its own prediction',
    ],
    [
      { attack: 'apgd-dlr', norm: 'l2', epsilon: 0.5, restarts: 2 },
      'APGD-DLR-100 L2, ε = 0.5, 2 restarts',
    ],
    [{ attack: 'apgd-t', epsilon: 0.1, steps: 20, targets: 3 }, 'APGD-T-20 L∞, ε = 0.1, 3 classes'],
    [
      { attack: 'square', norm: 'l1', epsilon: 12, queries: 100, climbs: 'prediction' },
      'Square-100 L1, ε = 12, against its own prediction',
    ],
    [{ attack: 'mi-fgsm', epsilon: 8 / 255 }, 'MI-FGSM-10 L∞, ε = 8/255'],
    [{ attack: 'carlini-wagner', epsilon: 0.5 }, 'C&W 9 × 1000 L2, ε = 0.5'],
    [{ attack: 'deepfool', norm: 'linf' }, 'DeepFool-50 L∞, any ε'],
    [{ attack: 'hop-skip-jump', epsilon: 1, queries: 1000 }, 'HopSkipJump-1000 L2, ε = 1'],
    [
      { attack: 'random-noise', epsilon: 0.1, draws: 10 },
      'random noise L∞, ε = 0.1, worst of 10 draws',
    ],
    [{ attack: 'spatial-random', rotation: 30, translation: 0 }, '±30°, one random draw'],
    [
      { attack: 'spatial-random', rotation: 30, translation: 3, draws: 10 },
      '±30°, ±3 px, worst of 10 random draws',
    ],
    [
      { attack: 'spatial-first-order', rotation: 30, translation: 3, steps: 10, restarts: 4 },
      '±30°, ±3 px, 10 gradient steps, 4 restarts',
    ],
    [{ attack: 'stadv', flow: 1 }, 'stAdv-100, flow ±1 px, τ = 0.05'],
    [
      {
        ...{ attack: 'combined', order: 'spatial-then-adversarial', epsilon: 0.1, steps: 7 },
        ...{ rotation: 30, translation: 0, draws: 10 },
      },
      '±30°, worst of 10 random draws, then PGD-7 L∞, ε = 0.1',
    ],
    [
      {
        ...{ attack: 'combined', order: 'adversarial-through-spatial', epsilon: 0.5, norm: 'l2' },
        ...{ rotation: 0, translation: 3, steps: 7 },
      },
      'PGD-7 L2, ε = 0.5 through ±3 px, one random draw',
    ],
    [
      { attack: 'spatial-grid', rotation: 30, translation: 3, rotations: 31, translations: 5 },
      '±30°, ±3 px, worst of grid 31 × 5 × 5',
    ],
  ])('says %o in a few words', (plan, text) => {
    expect(describePlan(checkPlan(plan))).toBe(text)
  })
})
