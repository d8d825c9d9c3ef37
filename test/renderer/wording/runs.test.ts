// @vitest-environment node
import type { RunSummary } from '#contract'
import { describe, expect, it } from 'vitest'
import { runStates } from '#contract'
import {
  canResume,
  outcomeParts,
  describeProgress,
  describeRemaining,
  isUnfinished,
} from '../../../src-renderer/wording/index.ts'
import { scores, summary } from '../fake-host.ts'

const sentence = (run: RunSummary) =>
  outcomeParts(run)
    .map(({ text }) => text)
    .join('')

describe('wording/runs', () => {
  it('says where a run is in every state', () => {
    const words = runStates.map((state) => describeProgress(summary({ state, step: 12 })))
    expect(new Set(words).size).toBe(runStates.length)
  })

  it('counts attacks while it evaluates', () => {
    const run = summary({ state: 'running', activity: 'evaluating', plansDone: 2, plansTotal: 9 })
    expect(describeProgress(run)).toBe('evaluating, attack 3 of 9')
  })

  it('does not call a run training whose steps are done', () => {
    const run = summary({ state: 'running', step: 100, totalSteps: 100 })
    expect(describeProgress(run)).toBe('about to evaluate')
  })

  it('promises time only for a run at work', () => {
    const run = summary({ state: 'running', etaSeconds: 75 })
    expect(describeRemaining(run)).toBe('1 min 15 s left')
    expect(describeRemaining({ ...run, state: 'paused' })).toBe('')
  })

  it('says what a run came to in one sentence', () => {
    const run = summary({ state: 'finished', scores: scores(0.942, 0.744, 0.852) })
    expect(sentence(run)).toBe(
      'It gets right 94.2 % of 500 clean images, 74.4 % under attack and 85.2 % turned or shifted.',
    )
  })

  it('says how many stand whichever attack is worse, where both were measured', () => {
    const both = { ...scores(0.9, 0.5, 0.6), worstCase: 0.4 }
    expect(sentence(summary({ state: 'finished', scores: both }))).toBe(
      'It gets right 90.0 % of 500 clean images, 50.0 % under attack, 60.0 % turned or shifted and ' +
        '40.0 % whichever of these is worse.',
    )
    const one = { ...scores(0.9, 0.5, null), worstCase: 0.5 }
    expect(sentence(summary({ state: 'finished', scores: one }))).not.toContain('whichever')
  })

  it('leaves out what was not measured', () => {
    const run = summary({ state: 'finished', scores: scores(0.9, null, null) })
    expect(sentence(run)).toBe('It gets right 90.0 % of 500 clean images.')
  })

  it('lets a fault speak for itself', () => {
    const fault = { code: 'worker.lost', message: 'The worker ended at step 3.' }
    expect(sentence(summary({ state: 'failed', fault }))).toBe(fault.message)
  })

  it('never calls one run both resumable and under way', () => {
    const both = runStates.filter((state) => {
      const run = summary({ state })
      return canResume(run) && isUnfinished(run)
    })
    expect(both).toEqual([])
  })
})
