// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  describeEnding,
  endedSince,
  seenOf,
  shareDone,
} from '../../../src-renderer/state/endings.ts'
import { scores, summary } from '../fake-host.ts'

const run = (id: string, state: Parameters<typeof summary>[0]) => summary({ id, ...state })

describe('state/endings', () => {
  it('tells of runs that were at work and came to an end by themselves', () => {
    const before = seenOf([
      ...[run('a', { state: 'running' }), run('b', { state: 'running' })],
      ...[run('c', { state: 'running' }), run('d', { state: 'queued' })],
    ])
    const now = [
      ...[run('a', { state: 'finished' }), run('b', { state: 'cancelled' })],
      ...[run('c', { state: 'interrupted' }), run('d', { state: 'running' })],
      run('new', { state: 'finished' }),
    ]
    expect(endedSince(before, now).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(endedSince(seenOf(now), now)).toEqual([])
  })

  it('says what a run came to, or why it stopped', () => {
    const done = run('a', { state: 'finished', name: 'plain', scores: scores(0.95, 0.5, null) })
    expect(describeEnding(done)).toEqual({
      title: 'plain, seed 0: finished',
      body: 'Clean 95.0 %, adversarial 50.0 %',
    })
    const fault = { code: 'run.diverged', message: 'The loss became NaN.' }
    expect(describeEnding(run('a', { state: 'failed', fault })).body).toBe(fault.message)
  })

  it('sums the progress of what is at work', () => {
    expect(shareDone([run('a', { state: 'queued' })])).toBeNull()
    const active = [
      run('a', { state: 'running', step: 30, totalSteps: 100 }),
      run('b', { state: 'pausing', step: 90, totalSteps: 100 }),
    ]
    expect(shareDone(active)).toBe(0.6)
  })
})
