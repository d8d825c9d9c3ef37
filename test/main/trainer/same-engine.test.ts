import { describe, expect, it } from 'vitest'
import type { EngineDescription } from '#trainer'
import { sameEngine } from '../../../src-main/trainer/same-engine.ts'

const engine: EngineDescription = {
  name: 'onnx',
  provider: 'cpu',
  threads: 2,
  versions: { a: '1' },
}

describe('trainer/same-engine', () => {
  it.each<Partial<EngineDescription>>([
    { threads: 1 },
    { provider: 'cuda' },
    { versions: { a: '2' } },
  ])('is another by %o', (fact) => {
    expect(sameEngine(engine, { ...engine, ...fact })).toBe(false)
  })

  it.each(['device', 'graphHash'] as const)('asks for the %s where both tell it', (fact) => {
    const [one, other] = [
      { ...engine, [fact]: 'one' },
      { ...engine, [fact]: 'other' },
    ]
    expect(sameEngine(one, other)).toBe(false)
    expect(sameEngine(one, { ...one })).toBe(true)
    expect(sameEngine(one, engine)).toBe(true)
    expect(sameEngine(engine, one)).toBe(true)
  })
})
