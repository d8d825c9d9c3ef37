// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { labelsOf } from '../../../src-renderer/run/index.ts'

describe('run/labels', () => {
  it('keeps names that no other run has', () => {
    const labels = labelsOf([
      { id: '1', name: 'plain', seed: 0 },
      { id: '2', name: 'trades', seed: 0 },
    ])
    expect([...labels.values()]).toEqual(['plain', 'trades'])
  })

  it('tells runs of one name apart by seed, then by id', () => {
    const labels = labelsOf([
      { id: 'a', name: 'plain', seed: 0 },
      { id: 'b', name: 'plain', seed: 1 },
      { id: 'c', name: 'plain', seed: 1 },
    ])
    expect([...labels.values()]).toEqual(['plain, seed 0', 'plain, b', 'plain, c'])
  })
})
