import { describe, expect, it } from 'vitest'
import { asCuspError, catalogue, CuspError } from '#errors'

describe('errors/cusp-error', () => {
  it('ends a command as its code says', () => {
    expect(new CuspError('spec.invalid', 'x').exit).toBe(2)
    expect(new CuspError('folder.in-use', 'x').exit).toBe(3)
    expect(new CuspError('run.cancelled', 'x').exit).toBe(130)
  })

  it('keeps what was thrown, and makes anything else an internal error with its cause', () => {
    const known = new CuspError('run.unknown', 'x')
    expect(asCuspError(known)).toBe(known)
    const cause = new TypeError('boom')
    expect(asCuspError(cause)).toMatchObject({ code: 'internal', message: 'boom', cause })
    expect(asCuspError('text')).toMatchObject({ code: 'internal', message: 'text' })
  })

  it('spells every code as lower-case words', () => {
    for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[a-z]+(\.[a-z-]+)?$/)
  })
})
