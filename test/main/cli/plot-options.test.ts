import { describe, expect, it } from 'vitest'
import { plotOf } from '../../../src-main/cli/commands/figure/plot-options.ts'
import { findFigure } from '../../../src-main/cli/commands/figure/find-figure.ts'

describe('cli/figure/plot-options', () => {
  it('makes a plot of what is named, and leaves the rest to the schema', () => {
    expect(plotOf({ metric: 'loss', over: 'epoch', smoothing: '0.5' })).toEqual({
      ...{ kind: 'metric', metric: 'loss', over: 'epoch', smoothing: 0.5 },
    })
    expect(plotOf({ robustness: true })).toEqual({ kind: 'robustness' })
    expect(plotOf({ tradeOff: true })).toEqual({ kind: 'tradeOff' })
    expect(plotOf({ tradeOff: 'clean, spatial' })).toEqual({
      ...{ kind: 'tradeOff', across: 'clean', up: 'spatial' },
    })
    expect(plotOf({})).toBeUndefined()
  })

  it('refuses two plots in one figure', () => {
    expect(() => plotOf({ metric: 'loss', robustness: true })).toThrow(/metric and robustness/)
  })
})

describe('cli/figure/find-figure', () => {
  const figure = (id: string, name: string) => ({
    ...{ id, name, kind: 'metric' as const, runs: [], createdAt: 1, updatedAt: 1 },
  })
  const figures = [figure('abc1', 'Loss'), figure('abd2', 'Accuracy'), figure('abd3', 'Twice')]

  it('finds by id, by name and by the beginning of an id', () => {
    for (const named of ['abc1', 'Loss', 'abc']) expect(findFigure(figures, named).id).toBe('abc1')
  })

  it('says what is near, or how many are meant', () => {
    expect(() => findFigure(figures, 'Los')).toThrow(/did you mean Loss/)
    expect(() => findFigure(figures, 'abd')).toThrow(/abd2, abd3/)
    expect(() => findFigure([], 'Loss')).toThrow(/no figures yet/)
  })
})
