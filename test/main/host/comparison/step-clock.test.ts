import { describe, expect, it } from 'vitest'
import { stepClock } from '../../../../src-main/host/comparison/step-clock.ts'

const moment = (at: number, step: number, kind = 'epochFinished') => ({ at, step, kind })

describe('host/comparison/step-clock', () => {
  it('is exact where the log has a line and even in between', () => {
    const clock = stepClock([moment(1000, 0), moment(3000, 10), moment(9000, 20)])
    expect([0, 5, 10, 15, 20].map((step) => clock?.wall(step))).toEqual([0, 1, 2, 5, 8])
    expect(clock?.active(15)).toBe(5)
  })

  it('leaves a pause out of the time at work, and work that was thrown away', () => {
    const clock = stepClock([
      moment(0, 0, 'runStarted'),
      moment(10_000, 10),
      moment(60_000, 10, 'runResumed'),
      moment(70_000, 20),
    ])
    expect(clock?.wall(20)).toBe(70)
    expect(clock?.active(20)).toBe(20)
    expect(clock?.active(15)).toBe(15)
  })

  it('leaves the machine’s sleep out of the time at work, to the moment', () => {
    const clock = stepClock([
      moment(0, 0, 'runStarted'),
      moment(10_000, 10),
      moment(14_000, 12, 'fellAsleep'),
      moment(60_000, 12, 'wokeUp'),
      moment(66_000, 20),
    ])
    expect(clock?.wall(20)).toBe(66)
    expect(clock?.active(20)).toBe(20)
  })

  it('counts no time after the last step, however long the evaluation takes', () => {
    const clock = stepClock([moment(0, 0), moment(5000, 10), moment(99_000, 10)])
    expect(clock?.wall(10)).toBe(5)
  })

  it('knows nothing of a run without two moments', () => {
    expect(stepClock([moment(0, 0), moment(5000, 0)])).toBeNull()
  })
})
