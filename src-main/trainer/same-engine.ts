import type { EngineDescription } from './engine.ts'

/**
 * Whether two engines compute bit for bit alike: same name, provider, threads and versions, and the
 * same device where both say which it is.
 */
export function sameEngine(a: EngineDescription, b: EngineDescription): boolean {
  const facts = ({ name, provider, threads, versions }: EngineDescription): string =>
    JSON.stringify([name, provider, threads, Object.entries(versions).sort()])
  const isOtherDevice = a.device !== undefined && b.device !== undefined && a.device !== b.device
  return facts(a) === facts(b) && !isOtherDevice
}
