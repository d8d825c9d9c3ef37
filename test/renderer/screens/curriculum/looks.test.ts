// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { looksAt } from '../../../../src-renderer/screens/curriculum/looks.ts'
import { starterSpec } from '../../../../src-renderer/screens/curriculum/starter.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

describe('screens/curriculum/looks', () => {
  it('tells problems before notes', () => {
    const [problem] = looksAt({ ...spec, batchSize: 4096 })
    expect(problem).toMatchObject({ tone: 'problem' })
    expect(problem?.text).toContain('batchSize')
  })

  it('notes what is trained beyond what is evaluated', () => {
    const [note] = looksAt({
      ...spec,
      evaluation: { ...spec.evaluation, plans: [], curves: [] },
    })
    expect(note?.tone).toBe('note')
    expect(note?.text).toBe('Trains against an adversary, but evaluates none.')
  })

  it('has nothing to say of a sound spec', () => {
    expect(looksAt(spec)).toEqual([])
    expect(looksAt(starterSpec('new'))).toEqual([])
  })
})
