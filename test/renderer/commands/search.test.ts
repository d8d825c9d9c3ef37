import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit, search } from '../../../src-renderer/commands/search.ts'

describe('commands/search', () => {
  const titles = ['Go to runs', 'Run the sample study', 'Go to the theory', 'Use the dark theme']
  const find = (typed: string) => search(titles, typed, (title) => title)

  it('puts whole words and beginnings of words first', () => {
    expect(find('run')[0]).toBe('Go to runs')
    expect(find('the')).toContain('Use the dark theme')
    expect(find('dark')).toEqual(['Use the dark theme'])
  })

  it('finds by the first letters of words, in any order of words', () => {
    expect(find('gtt')[0]).toBe('Go to the theory')
    expect(find('study sample')).toEqual(['Run the sample study'])
  })

  it('keeps everything in order while nothing is typed', () => {
    expect(find('  ')).toEqual(titles)
  })

  it('never finds a text that lacks a typed letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z]{1,5}$/), (text, typed) => {
        const has = [...typed].every((letter) => text.toLowerCase().includes(letter))
        if (!has) expect(fit(text, typed)).toBeNull()
      }),
    )
  })

  it('always finds a text by itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(fit(text, text)).not.toBeNull()
      }),
    )
  })
})
