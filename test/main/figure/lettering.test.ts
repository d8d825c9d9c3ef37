import { describe, expect, it } from 'vitest'
import { letter, widthOf } from '../../../src-main/figure/lettering.ts'

const at = { x: 10, y: 20, size: 8, fill: '#000000' }

describe('figure/lettering', () => {
  it('measures words as the sum of their letters, closer where two fit into each other', () => {
    expect(widthOf('nn', 8)).toBeCloseTo(2 * widthOf('n', 8))
    expect(widthOf('AV', 8)).toBeLessThan(widthOf('A', 8) + widthOf('V', 8))
    expect(widthOf('accuracy', 16)).toBeCloseTo(2 * widthOf('accuracy', 8))
    expect(widthOf('accuracy', 8, 'strong')).toBeGreaterThan(widthOf('accuracy', 8))
  })

  it('has every letter that the labels of axes are made of', () => {
    for (const words of [
      'ε ± 180° × L∞ → 10⁻⁴',
      'clean accuracy (n = 3), p ≤ 0.05',
      'Größe, é, Σ, ж',
    ])
      expect(letter(words, at)).toMatch(/^<path aria-label=/)
  })

  it('begins, is centred or ends where it is told', () => {
    const start = (anchor: 'start' | 'middle' | 'end') =>
      Number(/ d="M(-?\d+) /.exec(letter('H', { ...at, anchor }))?.[1])
    const width = (widthOf('H', 8) / 8) * 2048
    expect(start('start') - start('end')).toBeCloseTo(width, -1)
    expect(start('start') - start('middle')).toBeCloseTo(width / 2, -1)
  })
})
