import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../src-main/executor/data-folder.ts'

const linux = { platform: 'linux', env: {}, home: '/home/ada' }

describe('executor/data-folder', () => {
  it('takes the folder asked for before every other, as an absolute path', () => {
    expect(dataFolder('study', { ...linux, env: { CUSP_DATA: '/data' } })).toBe(resolve('study'))
  })

  it('takes CUSP_DATA before the default, unless it is empty', () => {
    expect(dataFolder(undefined, { ...linux, env: { CUSP_DATA: '/data' } })).toBe('/data')
    expect(dataFolder(undefined, { ...linux, env: { CUSP_DATA: '' } })).toBe(
      '/home/ada/.local/share/cusp',
    )
  })

  it("defaults to the platform's folder for application data", () => {
    expect(dataFolder(undefined, { ...linux, env: { XDG_DATA_HOME: '/xdg' } })).toBe('/xdg/cusp')
    expect(dataFolder(undefined, { ...linux, platform: 'darwin', home: '/Users/ada' })).toBe(
      '/Users/ada/Library/Application Support/Cusp',
    )
    const windows = { ...linux, platform: 'win32', env: { APPDATA: '/roaming' } }
    expect(dataFolder(undefined, windows)).toBe('/roaming/Cusp')
  })
})
