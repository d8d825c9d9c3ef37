import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folders, option } from '../../../src-main/app/paths.ts'

describe('app/paths', () => {
  it('reads an option in both spellings, and none that is absent or last', () => {
    expect(option(['electron', '.', '--data', '/study'], '--data')).toBe('/study')
    expect(option(['electron', '.', '--data=/study'], '--data')).toBe('/study')
    expect(option(['electron', '.'], '--data')).toBeUndefined()
    expect(option(['electron', '.', '--data'], '--data')).toBeUndefined()
  })

  it("keeps Chromium's files inside the data folder", () => {
    const { data, profile } = folders(['electron', '.', '--data', 'study'])
    expect(data).toBe(resolve('study'))
    expect(profile).toBe(join(data, 'cache', 'window'))
  })
})
