// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitAround, slideTo, zoomAbout } from '../../../src-renderer/timeline/zoom.ts'

describe('timeline/zoom', () => {
  it('keeps the step under the pointer where it is', () => {
    const view = zoomAbout({ from: 0, to: 1000 }, 250, 0.5, 1000, 10)
    expect(view).toEqual({ from: 125, to: 625 })
  })

  it('never leaves the run nor shows less than the least', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1000, noNaN: true }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (around, factor) => {
          const view = zoomAbout({ from: 200, to: 700 }, around, factor, 1000, 10)
          expect(view.from).toBeGreaterThanOrEqual(0)
          expect(view.to).toBeLessThanOrEqual(1000 + 1e-9)
          expect(view.to - view.from).toBeGreaterThanOrEqual(10 - 1e-9)
        },
      ),
    )
  })

  it('slides no further than the ends', () => {
    expect(slideTo(-50, 300, 1000)).toEqual({ from: 0, to: 300 })
    expect(slideTo(900, 300, 1000)).toEqual({ from: 700, to: 1000 })
  })

  it('fits what is asked for with a margin', () => {
    expect(fitAround(400, 600, 1000, 10)).toEqual({ from: 375, to: 625 })
    expect(fitAround(400, 400, 1000, 50)).toEqual({ from: 375, to: 425 })
  })
})
