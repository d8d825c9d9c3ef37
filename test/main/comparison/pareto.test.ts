import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dominates, hypervolume, paretoFront, type Direction } from '#comparison'

const up: Direction[] = ['maximise', 'maximise']
const cloud = (axes: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: axes, maxLength: axes }), {
    maxLength: 8,
  })

describe('comparison/pareto', () => {
  it('needs one objective to be better and none worse', () => {
    expect(dominates([1, 2], [1, 1], up)).toBe(true)
    expect(dominates([1, 1], [1, 1], up)).toBe(false)
    expect(dominates([2, 0], [1, 1], up)).toBe(false)
    expect(dominates([1, 1], [2, 1], ['minimise', 'maximise'])).toBe(true)
  })

  it('keeps the corners of a staircase and drops what lies under it', () => {
    expect(
      paretoFront(
        [
          [0.9, 0.1],
          [0.5, 0.5],
          [0.4, 0.4],
          [0.1, 0.9],
        ],
        up,
      ),
    ).toEqual([0, 1, 3])
  })

  it('keeps equal points together and leaves out points with a missing value', () => {
    expect(
      paretoFront(
        [
          [1, 1],
          [1, 1],
          [NaN, 9],
        ],
        up,
      ),
    ).toEqual([0, 1])
  })

  it('is a set that dominates all the rest and nothing of itself', () => {
    fc.assert(
      fc.property(cloud(3), (points) => {
        const directions: Direction[] = ['maximise', 'minimise', 'maximise']
        const front = new Set(paretoFront(points, directions))
        points.forEach((point, i) => {
          const beaten = [...front].some((f) => dominates(points[f], point, directions))
          expect(beaten).toBe(!front.has(i))
        })
      }),
      { seed: 1 },
    )
  })
})

/** Unit cells of the lattice below at least one point: the volume counted one by one. */
function countCells(points: number[][], axes: number): number {
  let count = 0
  for (let cell = 0; cell < 6 ** axes; cell++) {
    const corner = Array.from({ length: axes }, (_, axis) => Math.floor(cell / 6 ** axis) % 6)
    if (points.some((point) => corner.every((c, axis) => c < point[axis]))) count++
  }
  return count
}

describe('comparison/hypervolume', () => {
  it('is the area under a staircase', () => {
    expect(
      hypervolume(
        [
          [3, 1],
          [2, 2],
          [1, 3],
        ],
        [0, 0],
      ),
    ).toBe(6)
  })

  it('of the lattice diagonal i + j = n is n(n + 1) / 2 cells, less the empty border', () => {
    const n = 40
    const diagonal = Array.from({ length: n - 1 }, (_, i) => [i + 1, n - 1 - i])
    expect(hypervolume(diagonal, [0, 0])).toBe((n * (n - 1)) / 2)
  })

  it.each([1, 2, 3, 4])('counts the cells of a lattice in %i dimensions', (axes) => {
    fc.assert(
      fc.property(cloud(axes), (points) => {
        const reference = new Array<number>(axes).fill(0)
        expect(hypervolume(points, reference)).toBe(countCells(points, axes))
      }),
      { seed: axes, numRuns: 60 },
    )
  })

  it('measures back to the reference point and ignores what does not beat it', () => {
    expect(
      hypervolume(
        [
          [0.9, 0.8],
          [0.4, 1],
        ],
        [0.5, 0.5],
      ),
    ).toBeCloseTo(0.12, 12)
    expect(hypervolume([[0.2, 0.2]], [0.5, 0.5])).toBe(0)
  })

  it('is the same with an axis turned round', () => {
    expect(
      hypervolume(
        [
          [-3, 1],
          [-2, 2],
        ],
        [0, 0],
        ['minimise', 'maximise'],
      ),
    ).toBe(
      hypervolume(
        [
          [3, 1],
          [2, 2],
        ],
        [0, 0],
      ),
    )
  })
})

describe('comparison/hypervolume and the front', () => {
  const some = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 8,
  })
  const all: Direction[] = ['maximise', 'maximise', 'maximise']

  it('never shrinks with a point more, nor with one made better', () => {
    fc.assert(
      fc.property(some, fc.nat(7), fc.nat(2), (points, at, axis) => {
        const size = hypervolume(points, [0, 0, 0])
        expect(hypervolume(points.slice(1), [0, 0, 0])).toBeLessThanOrEqual(size)
        const better = points.map((point, i) =>
          i === at % points.length ? point.with(axis, (point[axis] ?? 0) + 1) : point,
        )
        expect(hypervolume(better, [0, 0, 0])).toBeGreaterThanOrEqual(size)
      }),
      { seed: 5 },
    )
  })

  it('is that of the front alone', () => {
    fc.assert(
      fc.property(some, (points) => {
        const front = paretoFront(points, all).map((position) => points[position] ?? [])
        expect(hypervolume(front, [0, 0, 0])).toBe(hypervolume(points, [0, 0, 0]))
      }),
      { seed: 6 },
    )
  })
})
