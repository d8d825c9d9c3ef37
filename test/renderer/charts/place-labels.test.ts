// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels } from '../../../src-renderer/charts/place-labels.ts'

const area = { left: 40, right: 400, top: 0, bottom: 300 }
const wanted = fc.record({
  x: fc.integer({ min: 40, max: 400 }),
  y: fc.integer({ min: 0, max: 300 }),
  width: fc.integer({ min: 10, max: 140 }),
})

describe('charts/place-labels', () => {
  it('keeps labels inside the area and apart from one another', () => {
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 8 }), (labels) => {
        const boxes = placeLabels(labels, area).flatMap((place, i) =>
          place ? [{ left: place.x, right: place.x + (labels[i]?.width ?? 0), y: place.y }] : [],
        )
        for (const [i, a] of boxes.entries()) {
          expect(a.left >= area.left && a.right <= area.right && a.y <= area.bottom).toBe(true)
          for (const b of boxes.slice(i + 1)) {
            const isApart = a.right <= b.left || b.right <= a.left || Math.abs(a.y - b.y) >= 13
            expect(isApart).toBe(true)
          }
        }
      }),
    )
  })

  it('writes to the right and above where there is room', () => {
    expect(placeLabels([{ x: 100, y: 100, width: 50 }], area)).toEqual([{ x: 109, y: 92 }])
  })

  it('goes to the left at the right border', () => {
    expect(placeLabels([{ x: 390, y: 100, width: 50 }], area)[0]?.x).toBe(331)
  })
})
