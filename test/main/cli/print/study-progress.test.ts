import { describe, expect, it } from 'vitest'
import { secondsLeft } from '../../../../src-main/cli/print/study-progress.ts'
import { summary } from '../summary.ts'

const queued = { state: 'queued', step: 0, activeSeconds: 0 } as const

describe('cli/print/study-progress', () => {
  it('expects nothing before a run has finished', () => {
    expect(secondsLeft([summary(queued)])).toBeNull()
  })

  it('expects of a setting what it took at another seed', () => {
    const runs = [
      summary({ name: 'slow', activeSeconds: 30 }),
      summary({ name: 'fast', activeSeconds: 4 }),
      summary({ name: 'slow', seed: 1, ...queued }),
    ]
    expect(secondsLeft(runs)).toBe(30)
  })

  it('expects of a new setting what its network and loss took, else what any took', () => {
    const runs = [
      summary({ name: 'a', activeSeconds: 10 }),
      summary({ name: 'b', architecture: 'p4-cnn-small', activeSeconds: 40 }),
      summary({ name: 'c', ...queued }),
      summary({ name: 'd', loss: 'trades', ...queued }),
    ]
    expect(secondsLeft(runs)).toBe(10 + 25)
  })

  it('counts what a run has done already', () => {
    const running = { state: 'running', activity: 'training', step: 25, totalSteps: 100 } as const
    const runs = [summary({ activeSeconds: 20 }), summary({ seed: 1, ...running })]
    expect(secondsLeft(runs)).toBe(15)
  })
})
