import { describe, expect, it } from 'vitest'
import { barLine, thatFit } from '../../../../src-main/cli/print/bars.ts'
import { Lines } from '../../../../src-main/cli/print/lines.ts'
import { summary } from '../summary.ts'

const training = (step: number) =>
  summary({ state: 'running', activity: 'training', step, imagesPerSecond: 3100, etaSeconds: 75 })

describe('cli/print/progress', () => {
  it('fills a bar by the share of steps that are done', () => {
    const line = barLine(training(50), 7, 120)
    expect(line).toBe(
      `plain    ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  training 50/100 · 3,100 images/s · 1 min 15 s left`,
    )
  })

  it('counts plans while it evaluates', () => {
    const run = summary({ state: 'running', activity: 'evaluating', plansDone: 1, plansTotal: 4 })
    expect(barLine(run, 5, 120)).toContain(' 25 %  evaluating plan 2/4')
  })

  it('does not speak of training where there is none left, or never was', () => {
    expect(barLine(training(100), 5, 120)).toMatch(/ about to evaluate$/)
    expect(barLine({ ...training(0), totalSteps: 0 }, 5, 120)).toMatch(/ about to evaluate$/)
  })

  it('never draws a line wider than the terminal', () => {
    for (const columns of [20, 40, 60]) {
      expect([...barLine(training(10), 5, columns)].length).toBeLessThan(Math.max(21, columns))
    }
  })

  it('draws no more bars than there are rows, those that still change first', () => {
    const runs = [summary({ id: 'done' }), training(1), training(2)]
    expect(thatFit(runs, 3)).toEqual(runs)
    expect(thatFit(runs, 2)).toEqual([training(1), training(2)])
  })

  it('writes a line for each state and each quarter, and no more', () => {
    const lines: string[] = []
    const progress = new Lines((line) => lines.push(line))
    const states = [0, 10, 24, 25, 40, 50, 74, 99].map(training)
    for (const run of [summary({ state: 'queued', step: 0 }), ...states, summary({})]) {
      progress.show([run])
    }
    expect(lines.map((line) => line.replace(/ · .*/, ''))).toEqual([
      'r0  plain: waiting',
      'r0  plain: training 0/100',
      'r0  plain: training 25/100',
      'r0  plain: training 50/100',
      'r0  plain: training 99/100',
      'r0  plain: finished in 10 s',
    ])
  })
})
