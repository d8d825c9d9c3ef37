// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { dragTo, offsetOf, press } from '../../../src-renderer/timeline/gesture.ts'

describe('timeline/gesture', () => {
  it('stays a press while the pointer trembles', () => {
    const gesture = dragTo(press('key', { x: 10, y: 10 }), { x: 11, y: 12 })
    expect(gesture.phase).toBe('pressed')
  })

  it('becomes a drag at three pixels', () => {
    const gesture = dragTo(press('key', { x: 10, y: 10 }), { x: 13, y: 10 })
    expect(gesture).toMatchObject({ phase: 'dragging', target: 'key', to: { x: 13, y: 10 } })
  })

  it('stays a drag on its way back to where it began', () => {
    const away = dragTo(press('key', { x: 10, y: 10 }), { x: 40, y: 10 })
    expect(dragTo(away, { x: 10, y: 10 })).toMatchObject({
      phase: 'dragging',
      to: { x: 10, y: 10 },
    })
  })

  it('locks to the longer axis', () => {
    const from = { x: 10, y: 10 }
    expect(offsetOf(from, { x: 30, y: 15 }, true)).toEqual({ x: 20, y: 0 })
    expect(offsetOf(from, { x: 12, y: 25 }, true)).toEqual({ x: 0, y: 15 })
    expect(offsetOf(from, { x: 12, y: 25 }, false)).toEqual({ x: 2, y: 15 })
  })
})
