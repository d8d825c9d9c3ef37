import { describe, expect, it } from 'vitest'
import { formatKeys, isPressed, isText, type Pressed } from '../../../src-renderer/commands/keys.ts'

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...held,
})

describe('commands/keys', () => {
  it('reads Mod as ⌘ on a Mac and as Ctrl elsewhere', () => {
    expect(isPressed('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true)
    expect(isPressed('Mod+K', press('k', { metaKey: true }), false)).toBe(false)
    expect(isPressed('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(isPressed('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
  })

  it('tells chords apart by Shift and Alt', () => {
    expect(isPressed('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(isPressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(
      true,
    )
    expect(isPressed('K', press('k', { altKey: true }), false)).toBe(false)
  })

  it('takes a sign as it is typed, with Shift or without', () => {
    expect(isPressed('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(isPressed('?', press('?'), false)).toBe(true)
  })

  it('leaves to a field what could be text in it', () => {
    expect(isText('?')).toBe(true)
    expect(isText('Mod+K')).toBe(false)
    expect(isText('F1')).toBe(false)
  })

  it('shows chords as this machine’s keyboard has them', () => {
    expect(formatKeys('Mod+Shift+K', false)).toBe('Ctrl Shift K')
    expect(formatKeys('Mod+Shift+K', true)).toBe('⌘⇧K')
    expect(formatKeys('Alt+ArrowLeft', false)).toBe('Alt ←')
  })
})
