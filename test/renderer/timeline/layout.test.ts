// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { laneNames } from '#contract'
import { bandAt, bottomOf, inOrder, layoutLanes } from '../../../src-renderer/timeline/layout.ts'

describe('timeline/layout', () => {
  it('stacks lanes without gaps', () => {
    const bands = layoutLanes(laneNames, 600)
    bands.slice(1).forEach((band, i) => {
      const above = bands[i]
      expect(band.top).toBe((above?.top ?? 0) + (above?.height ?? 0))
    })
  })

  it('fills the height it has, within reason', () => {
    const bottom = bottomOf(layoutLanes(laneNames, 700))
    expect(bottom).toBeLessThanOrEqual(700)
    expect(bottom).toBeGreaterThan(690)
    expect(bottomOf(layoutLanes(['epsilon'], 2000))).toBe(256)
  })

  it('keeps lanes usable where there is too little height', () => {
    expect(layoutLanes(laneNames, 100)[0]?.height).toBe(96)
  })

  it('finds the lane at a height, the nearest one outside', () => {
    const bands = layoutLanes(['epsilon', 'rotation'], 256)
    expect(bandAt(bands, 10)?.lane).toBe('epsilon')
    expect(bandAt(bands, 128)?.lane).toBe('rotation')
    expect(bandAt(bands, 9999)?.lane).toBe('rotation')
    expect(bandAt([], 10)).toBeUndefined()
  })

  it('orders lanes as the glossary does, each once', () => {
    expect(inOrder(['learningRate', 'epsilon', 'epsilon'])).toEqual(['epsilon', 'learningRate'])
  })
})
