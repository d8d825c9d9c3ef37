// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { readSeeds, specsOf } from '../../../../src-renderer/screens/curriculum/launch.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

describe('screens/curriculum/launch', () => {
  it('starts one run a seed, grouped where there are several', () => {
    expect(specsOf(spec, 'x', [4])).toEqual({ specs: [{ ...spec, name: 'x', seed: 4 }] })
    const several = specsOf(spec, 'x', [0, 1])
    expect(several.group).toBe('x')
    expect(several.specs.map(({ seed }) => seed)).toEqual([0, 1])
  })

  it('reads seeds or says what is wrong with them', () => {
    expect(readSeeds('0-2,5')).toEqual([0, 1, 2, 5])
    expect(readSeeds('some')).toContain('not a seed')
  })
})
