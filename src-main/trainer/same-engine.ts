import type { EngineDescription } from './engine.ts'

/** Whether two engines compute bit for bit alike: same name, provider, threads and versions. */
export function sameEngine(a: EngineDescription, b: EngineDescription): boolean {
  const facts = ({ name, provider, threads, versions }: EngineDescription): string =>
    JSON.stringify([name, provider, threads, Object.entries(versions).sort()])
  return facts(a) === facts(b)
}
