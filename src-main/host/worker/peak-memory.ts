import { readFileSync } from 'node:fs'

/**
 * The most memory this process has had resident, in bytes. Linux counts what the parent had at the
 * fork into `maxRSS`, so there it is read from /proc.
 */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}
