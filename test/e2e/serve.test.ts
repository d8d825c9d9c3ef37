import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorIn, runCusp } from '../main/cli/run-cusp.ts'
import { serveCusp, type Served } from './served.ts'

describe('e2e/serve: the command', () => {
  let served: Served
  beforeAll(async () => {
    served = await serveCusp()
  })
  afterAll(async () => {
    await served.close()
  })

  it('prints an address on loopback with a token in its fragment', () => {
    expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}$/)
  })

  it('lets terminals attach while it runs', async () => {
    const ended = await runCusp(['runs', '--json'], served.folder)
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.stdout)).toEqual({ runs: [] })
  })

  it('is the only host of its folder: a second one exits 3', async () => {
    const ended = await runCusp(['serve', '--json'], served.folder)
    expect(ended.code).toBe(3)
    const data = join(served.folder, 'data')
    expect(errorIn(ended)).toEqual({
      code: 'folder.in-use',
      message: `Another Cusp is working in ${data}; close it, or choose another folder with --data.`,
      place: data,
    })
  })

  it('says which port is free when the asked-for one is taken', async () => {
    const other = ['serve', '--data', join(served.folder, 'other'), '--json']
    const ended = await runCusp([...other, '--port', String(served.port)], served.folder)
    expect(ended.code).toBe(2)
    const error = errorIn(ended)
    expect(error.code).toBe('port.in-use')
    const message = new RegExp(
      `^Port ${served.port} is taken by another program; port \\d+ is free\\.$`,
    )
    expect(error.message).toMatch(message)
  })

  it('ends with 130 at Ctrl-C and gives the folder back', async () => {
    const socket = join(served.folder, 'data', 'host.sock')
    expect(existsSync(socket)).toBe(true)
    expect(await served.interrupt()).toBe(130)
    expect(existsSync(socket)).toBe(false)
    expect((await runCusp(['runs'], served.folder)).code).toBe(0)
  })
})
