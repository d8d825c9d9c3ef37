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

  it('never falls and never leaps where the clock was set', () => {
    const year = 31_536_000_000
    const clock = stepClock([
      moment(0, 0, 'runStarted'),
      moment(10_000, 10),
      moment(14_000, 12, 'clockLeft'),
      moment(14_000 + year, 12, 'clockSet'),
      moment(20_000 + year, 20),
      moment(22_000 + year, 20, 'clockLeft'),
      moment(22_000 - year, 20, 'clockSet'),
      moment(30_000 - year, 30),
    ])
    expect([10, 12, 20, 30].map((step) => clock?.wall(step))).toEqual([10, 14, 20, 30])
    expect([10, 12, 20, 30].map((step) => clock?.active(step))).toEqual([10, 14, 20, 30])
  })

  it('does not fall where the clock was set back while no host looked', () => {
    const clock = stepClock([
      moment(90_000, 0),
      moment(99_000, 10),
      moment(5000, 20),
      moment(6000, 30),
    ])
    expect([0, 10, 20, 30].map((step) => clock?.wall(step))).toEqual([0, 9, 9, 10])
  })

  it('counts no time after the last step, however long the evaluation takes', () => {
    const clock = stepClock([moment(0, 0), moment(5000, 10), moment(99_000, 10)])
    expect(clock?.wall(10)).toBe(5)
  })

  it('knows nothing of a run without two moments', () => {
    expect(stepClock([moment(0, 0), moment(5000, 0)])).toBeNull()
  })
})
