import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where tests and benchmarks keep what they fetch: `CUSP_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  return process.env['CUSP_CACHE'] ?? join(homedir(), '.cache', 'cusp')
}
