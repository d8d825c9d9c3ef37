// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { decodeBytes, differenceOf, toRgba } from '../../../src-renderer/images/index.ts'

describe('images/pixels', () => {
  it('reads base64', () => {
    expect([...decodeBytes(btoa('\x00\x7f\xff'))]).toEqual([0, 127, 255])
  })

  it('spreads grey over three channels and makes it opaque', () => {
    expect([...toRgba(Uint8Array.of(7, 9), 1)]).toEqual([7, 7, 7, 255, 9, 9, 9, 255])
  })

  it('keeps the channels of a colour image', () => {
    expect([...toRgba(Uint8Array.of(1, 2, 3), 3)]).toEqual([1, 2, 3, 255])
  })

  it('shows no change as middle grey and cuts at the ends', () => {
    const difference = differenceOf(Uint8Array.of(5, 10, 0, 255), Uint8Array.of(5, 20, 255, 0))
    expect([...difference]).toEqual([128, 148, 255, 0])
  })
})
