/**
 * After which steps Auto-PGD looks at its step size: windows of 22 % of the steps, then 3 % shorter
 * each, down to 6 % (arXiv 2003.01690, section 3.1; rounding down as in fra31/auto-attack). For 100
 * steps: 22, 41, 57, 70, 80, 87, 93, 99.
 */
export function checkpointsOf(steps: number): number[] {
  const share = (percent: number): number => Math.max(Math.floor((percent * steps) / 100), 1)
  const found: number[] = []
  let window = share(22)
  for (let at = window; at <= steps; at += window) {
    found.push(at)
    window = Math.max(window - share(3), share(6))
  }
  return found
}
