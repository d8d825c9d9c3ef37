import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAssets, type Assets } from '#page'
import { replyTo } from '../../../src-main/app/reply.ts'

let folder: string
let assets: Assets
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-assets-'))
  const screens = join(folder, 'screens')
  mkdirSync(join(screens, 'assets'), { recursive: true })
  writeFileSync(join(screens, 'index.html'), '')
  writeFileSync(join(screens, 'assets', 'main-1a.js'), '')
  writeFileSync(join(folder, 'secret.txt'), '')
  symlinkSync(join(folder, 'secret.txt'), join(screens, 'link.txt'))
  assets = listAssets(screens)
})
afterAll(() => rmSync(folder, { recursive: true }))

const status = (method: string, address: string) => replyTo(assets, method, address).status

describe('app/reply', () => {
  it('lists the files of a folder and of those in it, but no links out of it', () => {
    expect([...assets.keys()].sort()).toEqual(['/assets/main-1a.js', '/index.html'])
  })

  it('answers / with the page, and a file with its type', () => {
    const page = replyTo(assets, 'GET', 'app://cusp/')
    expect(page).toMatchObject({ status: 200, file: join(folder, 'screens', 'index.html') })
    expect(page.headers['Content-Type']).toBe('text/html; charset=utf-8')
    const script = replyTo(assets, 'GET', 'app://cusp/assets/main-1a.js?v=2#top')
    expect(script.headers['Content-Type']).toBe('text/javascript; charset=utf-8')
  })

  it('answers nothing but GET', () => {
    for (const method of ['POST', 'PUT', 'HEAD', 'DELETE', 'get']) {
      expect(status(method, 'app://cusp/index.html')).toBe(405)
    }
  })

  it('answers no other host or scheme', () => {
    for (const address of ['app://other/index.html', 'https://cusp/', 'app://cusp:1/', 'x', '']) {
      expect(status('GET', address)).toBe(403)
    }
  })

  it('has no answer for a path out of the folder, however it is written', () => {
    const ups = ['../', '..%2f', '..%5c', '%2e%2e/', '..\\', '....//', './../', '%00/../']
    const path = fc.array(fc.constantFrom(...ups, 'assets/', '/', '//'), { maxLength: 6 })
    fc.assert(
      fc.property(path, (parts) => {
        expect(status('GET', `app://cusp/${parts.join('')}secret.txt`)).toBe(404)
      }),
    )
  })

  it('sends the policy and nosniff with every answer, refusals too', () => {
    for (const [method, address] of [
      ['GET', 'app://cusp/'],
      ['GET', 'app://cusp/none'],
      ['POST', 'app://cusp/'],
      ['GET', 'app://other/'],
    ] as const) {
      const { headers } = replyTo(assets, method, address)
      expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers['X-Content-Type-Options']).toBe('nosniff')
    }
  })
})
