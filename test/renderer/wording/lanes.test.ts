// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { laneKinds, laneNames } from '#contract'
import { laneWords } from '../../../src-renderer/wording/index.ts'

describe('wording/lanes', () => {
  it('spells the ends of every lane without an error', () => {
    const texts = laneNames.flatMap((lane) =>
      [laneKinds[lane].lowest, laneKinds[lane].highest].map(laneWords[lane].format),
    )
    expect(texts.filter((text) => text === '' || text.includes('NaN'))).toEqual([])
  })

  it('shows half-ranges with their sign and unit', () => {
    expect([laneWords.rotation.format(30), laneWords.translation.format(2)]).toEqual([
      '±30°',
      '±2 px',
    ])
  })

  it('shows epsilon in 255ths', () => {
    expect(laneWords.epsilon.format(8 / 255)).toBe('8/255')
  })
})
