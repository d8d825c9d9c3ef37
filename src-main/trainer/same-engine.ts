import type { EngineDescription } from './engine.ts'

/**
 * Whether two engines compute bit for bit alike: same name, provider, threads and versions, and the
 * same device and graph of an update where both say which it is.
 */
export function sameEngine(a: EngineDescription, b: EngineDescription): boolean {
  const facts = ({ name, provider, threads, versions }: EngineDescription): string =>
    JSON.stringify([name, provider, threads, Object.entries(versions).sort()])
  const differs = (fact: 'device' | 'graphHash'): boolean =>
    a[fact] !== undefined && b[fact] !== undefined && a[fact] !== b[fact]
  return facts(a) === facts(b) && !differs('device') && !differs('graphHash')
}
