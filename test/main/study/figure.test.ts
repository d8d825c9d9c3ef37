import { describe, expect, it } from 'vitest'
import { figureOfStudy, studyOf, templates } from '#study'
import { recorded } from './recorded.ts'

const rates = () => ({ accuracy: 0.5, invariance: 0.75 })

describe('study/figure', () => {
  it.each(templates)('draws every setting of $name by both metrics', ({ name }) => {
    const runs = studyOf(name, 'digits').specs.map((spec) => recorded(spec, rates))
    const { rows } = figureOfStudy({ name, size: 'digits', runs })
    for (const row of rows) {
      expect(row).toHaveLength(2)
      const [accuracy, invariance] = row.map(({ series }) => series.flatMap(({ means }) => means))
      expect(accuracy.length).toBeGreaterThan(3)
      expect(new Set(accuracy.map(([, y]) => y))).toEqual(new Set([0.5]))
      expect(new Set(invariance.map(([, y]) => y))).toEqual(new Set([0.75]))
    }
  })

  it('shows a degenerate run as a cross, and leaves it out of the mean', () => {
    const name = 'std-cnn, rotation ±90°'
    const runs = studyOf('claims-a', 'digits').specs.map((spec) =>
      spec.name === name && spec.seed === 2
        ? recorded(spec, () => ({ accuracy: 0.1, invariance: 1 }), true)
        : recorded(spec, rates),
    )
    const [[panel]] = figureOfStudy({ name: 'claims-a', size: 'digits', runs }).rows
    const crosses = panel.series.filter(({ shape }) => shape === 'cross')
    expect(crosses.flatMap(({ points }) => points)).toContainEqual([90, 0.1])
    const rotated = panel.series.find(({ label }) => label === 'rotated')
    expect(rotated?.means).toContainEqual([90, 0.5])
  })

  it('gives no two settings of a plane one look', () => {
    const runs = studyOf('claims-c', 'digits').specs.map((spec) => recorded(spec, rates))
    const [[panel]] = figureOfStudy({ name: 'claims-c', size: 'digits', runs }).rows
    const looks = panel.series.map(({ colour, shape, line }) => `${colour} ${shape} ${line}`)
    expect(new Set(looks).size).toBe(looks.length)
  })
})
