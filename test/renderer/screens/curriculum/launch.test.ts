// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { describeLaunch, readLaunch } from '../../../../src-renderer/screens/curriculum/launch.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()
const form = { name: 'x', seeds: '0', sweep: '' }

describe('screens/curriculum/launch', () => {
  it('starts one run a seed, grouped where there are several', () => {
    const one = readLaunch(spec, { ...form, seeds: '4' })
    expect(one).toEqual({ specs: [{ ...spec, name: 'x', seed: 4 }], group: undefined })
    const several = readLaunch(spec, { ...form, seeds: '0-1' })
    expect(several).toMatchObject({ specs: [{ seed: 0 }, { seed: 1 }], group: 'x' })
  })

  it('multiplies seeds with every line of a sweep', () => {
    const sweep = 'epochs = 1, 2\n\nbatchSize = 10, 20, 30\n'
    const launch = readLaunch(spec, { ...form, seeds: '0-1', sweep })
    expect('specs' in launch && launch.specs).toHaveLength(12)
  })

  it('says which field cannot be read, and why', () => {
    const seeds = readLaunch(spec, { ...form, seeds: 'some' })
    expect(seeds).toMatchObject({ field: 'seeds' })
    expect('problem' in seeds && seeds.problem).toContain('not a seed')
    const sweep = readLaunch(spec, { ...form, sweep: 'epochs = none' })
    expect(sweep).toMatchObject({ field: 'sweep' })
    expect('problem' in sweep && sweep.problem).toContain('epochs')
  })
})

describe('screens/curriculum/launch: what would start', () => {
  const fork = { ...spec, startsFrom: { run: 'a', step: 60, checkpointHash: 'h' } }

  it('says runs, steps and images, and that a sweep may say otherwise', () => {
    expect(describeLaunch(spec, 1250, 1, false)).toMatch(/^1 run of 1,250 steps on [\d,]+ images, /)
    expect(describeLaunch(spec, 1250, 5, true)).toMatch(
      /^5 runs, each of 1,250 steps .*unless the sweep says otherwise\.$/,
    )
  })

  it('says of a fork what is left', () => {
    expect(describeLaunch(fork, 100, 1, false)).toMatch(/^1 run of the 40 steps left of 100 on /)
  })
})
