type Integrand = (x: number) => number

/**
 * ∫ f over [from, to] by adaptive Simpson's rule on `panels` equal parts; f may bend sharply, but not
 * jump back and forth within one part.
 */
export function integrate(f: Integrand, from: number, to: number, panels = 32): number {
  const width = (to - from) / panels
  let sum = 0
  for (let i = 0; i < panels; i++) {
    const [a, b] = [from + i * width, from + (i + 1) * width]
    const [fa, fm, fb] = [f(a), f((a + b) / 2), f(b)]
    sum += refine(f, { a, b, fa, fm, fb, whole: simpson(a, b, fa, fm, fb) }, 1e-9, 40)
  }
  return sum
}

interface Part {
  readonly a: number
  readonly b: number
  readonly fa: number
  readonly fm: number
  readonly fb: number
  readonly whole: number
}

function refine(f: Integrand, part: Part, tolerance: number, depth: number): number {
  const { a, b, fa, fm, fb, whole } = part
  const m = (a + b) / 2
  const [fl, fr] = [f((a + m) / 2), f((m + b) / 2)]
  const [left, right] = [simpson(a, m, fa, fl, fm), simpson(m, b, fm, fr, fb)]
  const excess = left + right - whole
  if (depth === 0 || Math.abs(excess) <= 15 * tolerance) return left + right + excess / 15
  return (
    refine(f, { a, b: m, fa, fm: fl, fb: fm, whole: left }, tolerance / 2, depth - 1) +
    refine(f, { a: m, b, fa: fm, fm: fr, fb, whole: right }, tolerance / 2, depth - 1)
  )
}

function simpson(a: number, b: number, fa: number, fm: number, fb: number): number {
  return ((b - a) / 6) * (fa + 4 * fm + fb)
}
