// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import type { Keyframe } from '#contract'
import type { LaneDrawing } from '../../../src-renderer/timeline/drawing.ts'
import { LaneDrawings } from '../../../src-renderer/timeline/lane-drawings.ts'

const key = (epoch: number): Keyframe => ({ at: { epoch }, value: 1, easing: 'hold' })
const drawing = (line: string) => ({ line }) as LaneDrawing

describe('timeline/lane-drawings', () => {
  it('draws again only what has other keys, or rests on something else', () => {
    const kept = new LaneDrawings()
    const [a, b] = [key(1), key(2)]
    const draw = vi.fn(() => drawing('x'))
    const first = kept.of('epsilon', [a, b], [1], draw)
    expect(kept.of('epsilon', [a, b], [1], draw)).toBe(first)
    expect(draw).toHaveBeenCalledTimes(1)
    kept.of('rotation', [a, b], [1], draw)
    kept.of('epsilon', [a, { ...b }], [1], draw)
    kept.of('epsilon', [a, b], [2], draw)
    kept.of('epsilon', [a], [2], draw)
    expect(draw).toHaveBeenCalledTimes(5)
  })
})
