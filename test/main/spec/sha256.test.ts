import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../src-main/spec/sha256.ts'

describe('spec/sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('gives the published digest of "%s"', (text, digest) => {
    expect(sha256(text)).toBe(digest)
  })

  it('agrees with the platform’s on any text, around block borders too', () => {
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
    for (let length = 50; length < 70; length++) {
      expect(sha256('x'.repeat(length))).toBe(digest('x'.repeat(length)))
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(digest(text))
      }),
      { seed: 1 },
    )
  })
})
