import { describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract'
import { pickRun } from '../../../src-main/cli/find-run.ts'
import { summary } from './summary.ts'

const runs: readonly RunSummary[] = [
  summary({ id: 'abc123', name: 'plain' }),
  summary({ id: 'abd456', name: 'cat' }),
  summary({ id: 'ab', name: 'short' }),
]

describe('cli/find-run', () => {
  it('takes an id, or the beginning of one', () => {
    expect(pickRun(runs, 'abc123')).toBe('abc123')
    expect(pickRun(runs, 'abd')).toBe('abd456')
  })

  it('takes a whole id that is the beginning of others', () => {
    expect(pickRun(runs, 'ab')).toBe('ab')
  })

  it.each([
    ['a', '"a" is the beginning of 3 runs (abc123, abd456, ab).'],
    ['', 'No run ""; "cusp runs" lists them.'],
    ['abc132', 'No run "abc132"; did you mean abc123?'],
    ['cat', '"cat" is the name of run abd456: give its id.'],
    ['zzzzzz', 'No run "zzzzzz"; "cusp runs" lists them.'],
  ])('does not guess what "%s" means', (named, sentence) => {
    expect(() => pickRun(runs, named)).toThrow(sentence)
    expect(() => pickRun(runs, named)).toThrow(expect.objectContaining({ code: 'run.unknown' }))
  })

  it('says when there is nothing to find', () => {
    expect(() => pickRun([], 'abc')).toThrow('this data folder holds no runs yet')
  })
})
