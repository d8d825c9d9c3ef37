/**
 * Winograd's short convolutions F(m, 3): m neighbouring outputs of a filter of 3 taps by m + 2
 * products instead of 3 · m (Winograd 1980; Lavin and Gray 2015, arXiv 1509.09308). Built as Toom and
 * Cook did, from points at which the polynomials of filter and signal are multiplied; the last point
 * is infinity. Matrices are lists of rows.
 */
export interface ShortConvolution {
  /** Outputs of a tile, m. */
  readonly outputs: number
  /** Products of a tile, m + 2: also the inputs it reads. */
  readonly products: number
  /** products × inputs: the signal at the points. */
  readonly signal: readonly (readonly number[])[]
  /** products × 3: the filter at the points, divided by what interpolation asks for. */
  readonly filter: readonly (readonly number[])[]
  /** outputs × products: from products back to outputs. */
  readonly result: readonly (readonly number[])[]
}

/** F(m, 3) at m + 1 points and infinity. */
function toomCook(points: readonly number[]): ShortConvolution {
  const outputs = points.length - 1
  const others = (i: number): number[] => points.filter((_, j) => j !== i)
  const distance = (x: number, i: number): number =>
    others(i).reduce((product, other) => product * (x - other), 1)
  return {
    outputs,
    products: points.length + 1,
    signal: [...points.map((_, i) => [...withRoots(others(i)), 0]), withRoots(points)],
    filter: [
      ...points.map((x, i) => [1, x, x * x].map((power) => power / distance(x, i))),
      [0, 0, 1],
    ],
    result: Array.from({ length: outputs }, (_, power) => [
      ...points.map((x) => x ** power),
      power === outputs - 1 ? 1 : 0,
    ]),
  }
}

/** Coefficients, lowest first, of the polynomial with these roots and a leading 1. */
function withRoots(roots: readonly number[]): number[] {
  return roots.reduce<number[]>(
    (polynomial, root) =>
      Array.from(
        { length: polynomial.length + 1 },
        (_, i) => (polynomial[i - 1] ?? 0) - root * (polynomial[i] ?? 0),
      ),
    [1],
  )
}

const near = Math.SQRT1_2
const far = Math.SQRT2

/**
 * By rising size. Points of F(4, 3) are ±√½ and ±√2 rather than the usual ±1 and ±2: half the
 * rounding error (1.1e-6 of the root mean square against 2.4e-6, and 0.4e-6 for F(2, 3)).
 */
export const shortConvolutions: readonly ShortConvolution[] = [
  toomCook([0, 1, -1]),
  toomCook([0, near, -near, far, -far]),
]
