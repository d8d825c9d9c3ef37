import { describe, expect, it } from 'vitest'
import {
  readCount,
  readEpsilon,
  readProtocol,
  requireShipped,
} from '../../../src-main/cli/protocol.ts'
import type { HostClient } from '#host'

const unused = {} as HostClient

describe('cli/protocol', () => {
  it('reads a radius as a decimal or in levels', () => {
    expect(readEpsilon('0.1')).toBe(0.1)
    expect(readEpsilon('8/255')).toBe(8 / 255)
    expect(readEpsilon(undefined)).toBeUndefined()
  })

  it.each(['8', '0', '-0.1', '8/256', 'a', '1e-3', ''])('refuses the radius "%s"', (text) => {
    expect(() => readEpsilon(text)).toThrow(
      expect.objectContaining({ code: 'input.invalid', place: '--epsilon' }),
    )
  })

  it.each(['0', '1.5', '-3', 'all'])('refuses "%s" images', (text) => {
    expect(() => readCount(text)).toThrow(/--images is/)
  })

  it('names the nearest protocol', () => {
    expect(() => requireShipped('engstrm')).toThrow(/did you mean engstrom\?/)
    expect(() => requireShipped('zzzzzz')).toThrow(/there are quick, paper/)
  })

  it('takes a bare word for a name, and fits only what ships', async () => {
    await expect(readProtocol(unused, 'r', { protocol: 'papr' })).rejects.toThrow(/paper/)
    await expect(readProtocol(unused, 'r', { protocol: './none.json' })).rejects.toMatchObject({
      code: 'spec.unreadable',
    })
    await expect(readProtocol(unused, 'r', { images: '5' })).rejects.toThrow(/ships with Cusp/)
    expect(await readProtocol(unused, 'r', {})).toBeUndefined()
  })
})
