// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { actionOf, type Pressed } from '../../../src-renderer/timeline/keyboard.ts'

const none = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false }
const press = (key: string, held: Partial<Pressed> = {}) => actionOf({ key, ...none, ...held })

describe('timeline/keyboard', () => {
  it('nudges with the arrows, finely with Alt, coarsely with Shift', () => {
    expect(press('ArrowLeft')).toEqual({ kind: 'nudge', heading: 'left', pace: 'normal' })
    expect(press('ArrowUp', { altKey: true })).toMatchObject({ heading: 'up', pace: 'fine' })
    expect(press('ArrowDown', { shiftKey: true })).toMatchObject({ pace: 'coarse' })
  })

  it('goes from key to key with the command key or Page Up and Down', () => {
    expect(press('ArrowRight', { ctrlKey: true })).toEqual({ kind: 'go', to: 'next' })
    expect(press('ArrowLeft', { metaKey: true })).toEqual({ kind: 'go', to: 'previous' })
    expect(press('PageDown')).toEqual({ kind: 'go', to: 'next' })
    expect(press('End')).toEqual({ kind: 'go', to: 'last' })
  })

  it('adds, removes, edits and fits', () => {
    expect(press('a')?.kind).toBe('add')
    expect(press('Delete')?.kind).toBe('remove')
    expect(press('Enter')?.kind).toBe('edit')
    expect(press('.')?.kind).toBe('fit')
    expect(press('a', { ctrlKey: true })?.kind).toBe('select-lane')
  })

  it('leaves Tab, undo and typing to others', () => {
    expect(press('Tab')).toBeUndefined()
    expect(press('z', { ctrlKey: true })).toBeUndefined()
    expect(press('x')).toBeUndefined()
  })
})
