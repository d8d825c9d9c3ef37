import { describe, expect, it } from 'vitest'
import { developmentServer, isAtHome } from '../../../src-main/app/origin.ts'

describe('app/origin', () => {
  it.each(['app://cusp/', 'app://cusp/index.html', 'app://cusp/#/runs', 'app://cusp?x=1'])(
    'is at home at %s',
    (address) => expect(isAtHome(address)).toBe(true),
  )

  it.each([
    'app://cusp.evil.example/',
    'app://cusp:80/',
    'app://cusp@evil.example/',
    'app://evil/?next=app://cusp/',
    'https://cusp/',
    'https://evil.example/?next=app://cusp/',
    'http://127.0.0.1:5173/',
    'file:///cusp/index.html',
    'javascript:app://cusp/',
    'data:text/html,app://cusp/',
    'about:blank',
    'app:/cusp',
    '',
  ])('is not at home at %s', (address) => expect(isAtHome(address)).toBe(false))

  it('is at home at the development server too, while there is one', () => {
    const server = 'http://localhost:5173'
    expect(isAtHome('http://localhost:5173/screens/home.ts', server)).toBe(true)
    expect(isAtHome('ws://localhost:5173/', server)).toBe(true)
    expect(isAtHome('http://localhost:5174/', server)).toBe(false)
    expect(isAtHome('https://localhost:5173/', server)).toBe(false)
  })

  it('takes a development server of this machine only', () => {
    const given = (address: string) => developmentServer({ ELECTRON_RENDERER_URL: address })
    expect(given('http://localhost:5173')).toBe('http://localhost:5173')
    expect(given('http://127.0.0.1:5173')).toBe('http://127.0.0.1:5173')
    expect(given('http://localhost.evil.example/')).toBeUndefined()
    expect(given('https://evil.example/')).toBeUndefined()
    expect(developmentServer({})).toBeUndefined()
  })
})
