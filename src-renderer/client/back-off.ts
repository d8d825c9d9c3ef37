/** Milliseconds to wait after `failures` attempts in a row that failed: 250 ms doubling to 5 s. */
export function retryDelay(failures: number): number {
  return Math.min(5_000, 250 * 2 ** Math.max(0, failures - 1))
}
