import { describe, expect, it } from 'vitest'
import { attackPlanSchema, norms, partsOfAutoattack, passesOf } from '#threat'
import { portionOf } from '../../../src-main/trainer/portion.ts'

const plan = (given: object) => attackPlanSchema.parse(given)
const digits = { height: 28, width: 28, channels: 1 }
const cifar = { height: 32, width: 32, channels: 3 }
const radius = { epsilon: 8 / 255 }

const rows = [
  { given: { attack: 'clean' }, ofDigits: 128, ofCifar: 128 },
  { given: { attack: 'pgd', ...radius, steps: 20 }, ofDigits: 128, ofCifar: 128 },
  { given: { attack: 'pgd', ...radius, steps: 20, restarts: 50 }, ofDigits: 128, ofCifar: 32 },
  {
    given: {
      ...{ attack: 'spatial-grid', rotation: 30, translation: 3 },
      ...{ rotations: 31, translations: 5 },
    },
    ...{ ofDigits: 128, ofCifar: 64 },
  },
  { given: { attack: 'square', ...radius }, ofDigits: 32, ofCifar: 32 },
  { given: { attack: 'autoattack', ...radius }, ofDigits: 32, ofCifar: 32 },
  { given: { attack: 'carlini-wagner' }, ofDigits: 32, ofCifar: 32 },
]

describe('trainer/portion', () => {
  it.each(rows)('of $given.attack on digits is $ofDigits images, on CIFAR $ofCifar', (row) => {
    expect(portionOf(plan(row.given), digits, 10)).toBe(row.ofDigits)
    expect(portionOf(plan(row.given), cifar, 10)).toBe(row.ofCifar)
  })
})

describe('threat/plan/passes', () => {
  it('adds up what AutoAttack runs', () => {
    // 100 steps of APGD, nine classes of APGD-T and of FAB-T with one more look each, 5,000 queries.
    const standard = plan({ attack: 'autoattack', ...radius })
    expect(passesOf(standard, 10)).toBe(200 + 9 * 200 + 9 * 300 + 5000)
    for (const norm of norms) {
      const whole = { ...radius, norm, attack: 'autoattack', version: 'standard' } as const
      const parts = partsOfAutoattack(whole).map((part) => passesOf(part, 10))
      expect(passesOf(whole, 10)).toBe(parts.reduce((sum, passes) => sum + passes, 0))
    }
  })

  it('aims at no more classes than there are', () => {
    const targeted = plan({ attack: 'apgd-t', ...radius })
    expect(passesOf(targeted, 4)).toBe(3 * 200)
  })
})
