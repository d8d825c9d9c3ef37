import { describe, expect, it } from 'vitest'
import { maskingVerdict, type MaskingFacts } from '#comparison'

const count = 64
const of = <Value>(value: (i: number) => Value) => Array.from({ length: count }, (_, i) => value(i))
const labels = of((i) => i % 4)
const wrongAt = (isWrong: (i: number) => boolean) =>
  of((i) => (labels[i] + (isWrong(i) ? 1 : 0)) % 4)

/** A network that gradients find their way through: all that a sound one would show. */
const examined: NonNullable<MaskingFacts['examined']> = {
  logits: Array.from({ length: count * 4 }, (_, i) => Math.sin(i) * 10),
  gradient: of((i) => 0.01 + i),
  hugeRadius: { name: 'PGD, huge', prediction: wrongAt(() => true) },
  climb: {
    name: 'PGD-20',
    cleanLoss: of(() => 0.1),
    halfwayLoss: of(() => 0.4),
    loss: of(() => 0.5),
    prediction: wrongAt((i) => i < 20),
  },
}
const sound: MaskingFacts = { labels, clean: labels, attacks: [], examined }

const attack = (access: 'white-box' | 'black-box', prediction: number[], steps = 20) => ({
  ...{ name: access, access, ball: 'linf 0.1', steps },
  prediction,
})
const against = (...attacks: MaskingFacts['attacks']) => maskingVerdict({ ...sound, attacks })
const examinedWith = (changes: Partial<typeof examined>) =>
  maskingVerdict({ ...sound, examined: { ...examined, ...changes } })
const firing = ({ signals }: ReturnType<typeof maskingVerdict>) =>
  signals.filter(({ fires }) => fires).map(({ signal }) => signal)

describe('comparison/masking', () => {
  it('finds no sign in a sound network, and says what was not examined', () => {
    const verdict = maskingVerdict(sound)
    expect(verdict.verdict).toBe('none found')
    expect(verdict.text).toMatch(/5 of 6/)
    expect(verdict.signals[0]).toMatchObject({ signal: 'black-box-wins', fires: null })
  })

  it('is not examined without an examination, whatever the white-box attacks did', () => {
    const white = attack(
      'white-box',
      wrongAt((i) => i < 9),
    )
    const verdict = maskingVerdict({ ...sound, attacks: [white], examined: null })
    expect(verdict.verdict).toBe('not examined')
    expect(verdict.signals.every(({ fires }) => fires === null)).toBe(true)
  })

  it('is not computed for a network of one answer', () => {
    const constant = maskingVerdict({ ...sound, clean: of(() => 2) })
    expect(constant).toMatchObject({ verdict: 'not examined', signals: [] })
    expect(constant.text).toMatch(/same class/)
  })

  it('names attacks that differ in their step alone once', () => {
    const [strong, weak] = [9, 5].map((n) =>
      attack(
        'white-box',
        wrongAt((i) => i < n),
      ),
    )
    const black = attack(
      'black-box',
      wrongAt((i) => i < 7),
    )
    const [{ text }] = against(strong, weak, black).signals
    expect(text).toContain('0 are fooled by black-box alone and 2 by white-box alone')
  })

  it('suspects when a black-box attack alone fools significantly more, examined or not', () => {
    const white = attack(
      'white-box',
      wrongAt((i) => i < 5),
    )
    const black = attack(
      'black-box',
      wrongAt((i) => i >= 3 && i < 20),
    )
    const verdict = against(white, black)
    expect(firing(verdict)).toEqual(['black-box-wins'])
    // 3 fall to the white box alone and 15 to the black box alone: p = 0.0075.
    expect(verdict.signals[0].counts).toMatchObject({
      images: 64,
      onlyBlackBox: 15,
      onlyWhiteBox: 3,
    })
    expect(verdict.signals[0].counts['p']).toBeCloseTo(0.00754, 5)
    const blind = maskingVerdict({ ...sound, attacks: [white, black], examined: null })
    expect(blind.verdict).toBe('suspected')
  })

  it('does not suspect an excess that luck explains', () => {
    const white = attack(
      'white-box',
      wrongAt((i) => i < 5),
    )
    // 4 against 14: p = 0.031.
    const black = attack(
      'black-box',
      wrongAt((i) => i >= 4 && i < 19),
    )
    expect(firing(against(white, black))).toEqual([])
    expect(against(white, black).verdict).toBe('none found')
  })

  it('does not suspect a black-box attack that fools many, if gradients fool more', () => {
    const white = attack(
      'white-box',
      wrongAt((i) => i < 40),
    )
    const black = attack(
      'black-box',
      wrongAt((i) => i >= 35),
    )
    expect(firing(against(white, black))).toEqual([])
  })

  it('takes neither one step nor another ball for a yardstick', () => {
    const black = attack(
      'black-box',
      wrongAt(() => true),
    )
    const single = attack(
      'white-box',
      wrongAt(() => false),
      1,
    )
    const elsewhere = {
      ...attack(
        'white-box',
        wrongAt(() => false),
      ),
      ball: 'linf 0.05',
    }
    expect(against(black, single, elsewhere).signals[0].fires).toBeNull()
  })

  it('sets attacks on a part of the images against the same part of others', () => {
    const white = attack(
      'white-box',
      wrongAt((i) => i >= 32),
    )
    const black = attack('black-box', wrongAt((i) => i < 12).slice(0, 32))
    expect(against(white, black).signals[0].counts).toMatchObject({
      images: 32,
      onlyBlackBox: 12,
      onlyWhiteBox: 0,
    })
  })

  it('lets no weak attack on all images hide a strong one on the first of them', () => {
    const white = attack('white-box', labels)
    const transfer = attack('black-box', labels)
    const square = { ...attack('black-box', wrongAt((i) => i < 12).slice(0, 32)), name: 'Square' }
    const [signal] = against(white, transfer, square).signals
    expect(signal).toMatchObject({ fires: true, counts: { images: 32, onlyBlackBox: 12 } })
    expect(signal.text).toMatch(/Square/)
    // Where nothing is won, the contest over most images is told.
    expect(
      against(white, transfer, attack('black-box', labels.slice(0, 32))).signals[0].counts,
    ).toMatchObject({ images: 64 })
  })

  it('does not count images that are wrong without any attack', () => {
    const clean = wrongAt((i) => i < 30)
    const [white, black] = [attack('white-box', labels), attack('black-box', clean)]
    const verdict = maskingVerdict({ ...sound, clean, attacks: [white, black] })
    expect(verdict.signals[0].counts).toMatchObject({ onlyBlackBox: 0, onlyWhiteBox: 0 })
  })

  it('fires on zero gradients beyond one image in twenty', () => {
    const zeros = (many: number) => examinedWith({ gradient: of((i) => (i < many ? 0 : 1)) })
    expect(firing(zeros(3))).toEqual([])
    expect(firing(zeros(4))).toEqual(['zero-gradient'])
    expect(zeros(4).text).toMatch(/1 of 6 signals fires/)
  })

  it('fires where a huge radius leaves images right', () => {
    const left = (many: number) => {
      const prediction = wrongAt((i) => i >= many)
      return examinedWith({ hugeRadius: { name: 'PGD', prediction } })
    }
    expect(firing(left(3))).toEqual([])
    expect(firing(left(4))).toEqual(['huge-radius'])
  })

  it('fires on a loss that never moves, not on one that has settled', () => {
    const climb = (halfway: number, end: number) =>
      examinedWith({
        climb: { ...examined.climb!, halfwayLoss: of(() => halfway), loss: of(() => end) },
      })
    expect(firing(climb(0.1, 0.1))).toEqual(['loss-plateau'])
    expect(firing(climb(0.4, 0.4))).toEqual([])
    expect(firing(climb(0.1, 0.4))).toEqual([])
  })

  it('does not call a fooled image stuck', () => {
    const flat = of(() => 0.1)
    const fooled = {
      ...examined.climb!,
      halfwayLoss: flat,
      loss: flat,
      prediction: wrongAt(() => true),
    }
    expect(firing(examinedWith({ climb: fooled }))).toEqual([])
  })

  it('knows probabilities and rounded outputs from logits', () => {
    const rows = of((i) => [0.5 + i / 500, 0.3 - i / 1000, 0.1 - i / 1000, 0.1])
    expect(firing(examinedWith({ logits: rows.flat() }))).toEqual(['probability-output'])
    const rounded = Array.from(examined.logits, (value) => Math.round(value))
    expect(firing(examinedWith({ logits: rounded }))).toEqual(['quantised-output'])
  })
})
