// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { partOf, sourceOf } from '../../../src-renderer/run/index.ts'

describe('run/number-source', () => {
  it.each([
    ['adversarial', 'score-adversarial'],
    ['adversarialInvariance', 'score-adversarial'],
    ['worstCase', 'score-both'],
    ['adversarial@8/255', 'curve-epsilon'],
    ['rotation@30', 'curve-rotation'],
    ['loss.best', 'training-loss'],
    ['spatialAccuracy.at(40)', 'training-accuracy'],
    ['setting.epsilon', 'training-curriculum'],
    ['machine.imagesPerSecond', 'training-machine'],
    ['activeSeconds', 'facts'],
  ])('finds %s at %s', (measure, part) => {
    expect(partOf(measure)).toBe(part)
  })

  it('leads to a run, and from a mean to its runs, each alone', () => {
    expect(sourceOf(['a'], 'clean')).toEqual({ screen: 'run', id: 'a', part: 'score-clean' })
    expect(sourceOf(['a', 'b'], 'clean')).toMatchObject({
      ...{ screen: 'comparison', runs: ['a', 'b'], view: { grouping: 'none' } },
    })
    expect(sourceOf([], 'clean')).toBeNull()
  })
})
