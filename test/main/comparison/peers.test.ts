import { describe, expect, it } from 'vitest'
import { bandOf, hypervolume, mcnemar, meanSd, paretoFront, wilson } from '#comparison'
import peers from './peers/peers.json' with { type: 'json' }

const { versions } = peers
const of = (...names: (keyof typeof versions)[]): string =>
  names.map((name) => `${name} ${versions[name]}`).join(', ')

describe('comparison/peers: as other libraries compute it', () => {
  it.each(peers.wilson)(
    `Wilson of $k in $n is that of ${of('statsmodels')}`,
    ({ k, n, interval }) => {
      const [low, high] = wilson(k, n)
      expect(low).toBeCloseTo(interval[0] ?? NaN, 12)
      expect(high).toBeCloseTo(interval[1] ?? NaN, 12)
    },
  )

  it.each(peers.mcnemar)(`McNemar of $b and $c is that of ${of('statsmodels')}`, ({ b, c, p }) => {
    // Relative, because the smallest p is far below any fixed digit.
    expect(mcnemar(b, c) / p).toBeCloseTo(1, 8)
  })

  it.each(peers.spread)(
    `mean, sd, standard error and t interval are those of ${of('numpy', 'scipy')}`,
    ({ values, mean, sd, stderr, ci }) => {
      expect(meanSd(values).mean).toBeCloseTo(mean, 12)
      expect(meanSd(values).sd).toBeCloseTo(sd, 12)
      const ends = (kind: 'sd' | 'stderr' | 'ci') => {
        const { low, high } = bandOf(values, kind)
        return [low, high].map((end) => expect.closeTo(end ?? NaN, 9) as number)
      }
      expect([mean - sd, mean + sd]).toEqual(ends('sd'))
      expect([mean - stderr, mean + stderr]).toEqual(ends('stderr'))
      expect(ci).toEqual(ends('ci'))
    },
  )

  it.each(peers.hypervolume)(
    `front and hypervolume are those of ${of('moocore')}`,
    ({ points, reference, hypervolume: size, front }) => {
      expect(hypervolume(points, reference)).toBeCloseTo(size, 12)
      expect(
        paretoFront(
          points,
          reference.map(() => 'maximise'),
        ),
      ).toEqual(front)
    },
  )
})
