import { describe, expect, it } from 'vitest'
import {
  checkProtocol,
  describeCurve,
  gridTransforms,
  plansOf,
  shippedProtocol,
  shippedProtocolNames,
} from '#threat'

const corruptions = { set: 'cifar-10-c', names: ['fog', 'snow'] }
const cifar = { images: 'colour', extent: 32, count: 10_000, corruptions } as const
const digits = { images: 'digits', extent: 28, count: 600, corruptions } as const

describe('threat/protocols', () => {
  it.each(shippedProtocolNames)('ships %s as a document that reads back as itself', (name) => {
    for (const setting of [cifar, digits]) {
      const protocol = shippedProtocol(name, setting)
      expect(protocol.name).toBe(name)
      expect(protocol.notes?.length).toBeGreaterThan(60)
      expect(protocol.subset.count).toBeLessThanOrEqual(setting.count)
      expect(checkProtocol(JSON.parse(JSON.stringify(protocol)))).toEqual(protocol)
    }
  })

  it('takes the customary radius of the images, or the one it is given', () => {
    const radius = (setting: Parameters<typeof shippedProtocol>[1]) => {
      const [plan] = shippedProtocol('quick', setting).plans
      return 'epsilon' in plan ? plan.epsilon : NaN
    }
    expect(radius(cifar)).toBe(8 / 255)
    expect(radius(digits)).toBe(0.1)
    expect(radius({ ...digits, images: 'grey' })).toBe(0.3)
    expect(radius({ ...digits, epsilon: 0.2 })).toBe(0.2)
  })

  it('attacks in paper as the released code does, in pixel scale', () => {
    const { plans, curves } = shippedProtocol('paper', cifar)
    expect(plans[0]).toMatchObject({
      ...{ attack: 'pgd', norm: 'linf', steps: 10, randomStart: true, restarts: 1 },
      ...{ climbs: 'label', stepSize: { absolute: 2 / 255 } },
    })
    expect(curves[0].values.map((value) => value * 255)).toEqual([2, 4, 8])
  })

  it('couples rotation and translation in paper by one number, one draw an image', () => {
    const protocol = shippedProtocol('paper', cifar)
    const coupled = plansOf(protocol).flatMap(({ plan, curve }) =>
      plan.attack === 'spatial-random' && curve === 1 ? [plan] : [],
    )
    expect(coupled).toHaveLength(6)
    for (const { rotation, translation, draws } of coupled) {
      expect(translation / 32).toBeCloseTo(rotation / 180, 12)
      expect(draws).toBe(1)
    }
    expect(coupled.at(-1)).toMatchObject({ rotation: 180, translation: 32 })
  })

  it('searches in engstrom the worst of 10 draws and of 775 points inside 3 px and 30°', () => {
    const [drawn, grid] = shippedProtocol('engstrom', cifar).plans
    expect(drawn).toMatchObject({
      attack: 'spatial-random',
      rotation: 30,
      translation: 3,
      draws: 10,
    })
    if (grid.attack !== 'spatial-grid') throw new Error(grid.attack)
    const transforms = gridTransforms(grid)
    expect(transforms).toHaveLength(775)
    expect(transforms[0]).toEqual({ angle: -30, dx: -3, dy: -3 })
    expect(transforms.at(-1)).toEqual({ angle: 30, dx: 3, dy: 3 })
    expect(new Set(transforms.map(({ angle }) => angle)).size).toBe(31)
  })
})

describe('threat/protocols, autoattack and corruption', () => {
  it('runs AutoAttack as it is named, and PGD and Square in the very same ball', () => {
    const { plans, examination } = shippedProtocol('autoattack', cifar)
    expect(plans.map(({ attack }) => attack)).toEqual(['autoattack', 'pgd', 'square'])
    expect(plans[0]).toMatchObject({ version: 'standard', norm: 'linf', epsilon: 8 / 255 })
    expect(new Set(plans.map((plan) => 'epsilon' in plan && plan.epsilon)).size).toBe(1)
    expect(plans[2]).toMatchObject({ queries: 5000 })
    expect(examination).toBeDefined()
  })

  it('lists every corruption at five severities, and needs a set', () => {
    const { plans } = shippedProtocol('corruption', cifar)
    expect(plans).toHaveLength(10)
    expect(plans.map((plan) => ('severity' in plan ? plan.severity : 0)).slice(0, 5)).toEqual([
      1, 2, 3, 4, 5,
    ])
    const { corruptions: _set, ...bare } = cifar
    expect(() => shippedProtocol('corruption', bare)).toThrow(
      expect.objectContaining({ code: 'input.invalid', place: 'corruptions' }),
    )
  })

  it.each([
    [{ severity: 6 }, /severity/],
    [{ severity: 0 }, /severity/],
    [{ corruption: '' }, /corruption/],
  ])('refuses a corruption of %o', (changes, message) => {
    const plan = { attack: 'corruption', set: 's', corruption: 'fog', severity: 3, ...changes }
    const document = { version: 1, name: 'c', subset: { count: 1 }, plans: [plan] }
    expect(() => checkProtocol(document)).toThrow(message)
  })
})

describe('threat/sweep-curve', () => {
  const plan = { attack: 'spatial-random', rotation: 0, translation: 0 }
  const withCurve = (curve: object) =>
    checkProtocol({
      ...{ version: 1, name: 'curve', subset: { count: 1 }, plans: [] },
      curves: [{ plan, values: [0.5], ...curve }],
    }).curves[0]

  it('turns a budget into degrees and px at once', () => {
    const curve = withCurve({ over: 'budget', extent: 28 })
    expect(describeCurve(curve)).toBe(
      'up to ±90°, ±14 px, one random draw, turned and shifted together',
    )
  })

  it.each([
    [{ over: 'budget' }, /curves\[0\].extent/],
    [{ over: 'rotation', extent: 28 }, /curves\[0\].extent/],
    [{ over: 'budget', extent: 28, values: [0.5, 1.5] }, /values\[1\].*270/],
    [{ over: 'epsilon' }, /over: is "epsilon", which spatial-random does not have/],
    [{ over: 'rotation', values: [] }, /values/],
  ])('refuses %o', (curve, message) => {
    expect(() => withCurve(curve)).toThrow(message)
  })
})
