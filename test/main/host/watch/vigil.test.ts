import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silenceText } from '../../../../src-main/host/watch/silence-text.ts'
import { createVigil, defaultPatience } from '../../../../src-main/host/watch/vigil.ts'
import type { Beat } from '../../../../src-main/host/worker/heartbeat-memory.ts'

const minute = 60_000

/** A worker that beats each second; `moves` counts what its engine began or ended. */
function watched() {
  const vigil = createVigil(0, defaultPatience)
  let [at, moves, cpuMs] = [0, 0, 0]
  const beat = (changed: Partial<Beat> = {}) =>
    vigil.hear(at, { moves, doing: 'running "step"', cpuMs, debugged: false, ...changed })
  const during = (ms: number, changed: Partial<Beat> = {}) => {
    for (const end = at + ms; at < end; beat(changed)) {
      at += 1000
      cpuMs += 800
    }
  }
  /** Calls into the engine that take so long each. */
  const calls = (...lengths: readonly number[]) => {
    for (const ms of lengths) {
      during(ms)
      moves++
      beat()
    }
  }
  return { calls, during, pass: (ms: number) => (at += ms), look: () => vigil.look(at), beat }
}

describe('host/watch/vigil', () => {
  it('never takes a worker for hung whose calls take less than 30 min, nor one that slowly gets slower', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 29 * 60 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(lengths, (seconds) => {
        const worker = watched()
        for (const length of seconds) {
          worker.during(length * 1000)
          expect(worker.look().ms).toBeLessThan(worker.look().limitMs)
          worker.calls(0)
        }
      }),
      { numRuns: 30 },
    )
    const slowing = watched()
    slowing.calls(20 * minute)
    slowing.during(6 * 60 * minute)
    expect(slowing.look()).toMatchObject({ kind: 'stuck', limitMs: 400 * minute })
    expect(slowing.look().ms).toBeLessThan(400 * minute)
  })

  it('takes a call for hung after 30 min, or 20 times the longest before it', () => {
    for (const [longest, limit] of [
      [1000, 30 * minute],
      [3 * minute, 60 * minute],
    ]) {
      const worker = watched()
      worker.calls(1000, longest, 1000)
      worker.during(limit - 1000)
      expect(worker.look().ms).toBeLessThan(worker.look().limitMs)
      worker.during(1000)
      expect(worker.look()).toMatchObject({ ms: limit, limitMs: limit, longestMs: longest })
    }
  })

  it('gives a process without a beat 10 min, and counts no time of it as a call', () => {
    const worker = watched()
    worker.calls(1000)
    worker.pass(9 * minute)
    expect(worker.look()).toMatchObject({ kind: 'still', ms: 9 * minute, limitMs: 10 * minute })
    worker.beat()
    expect(worker.look()).toMatchObject({ kind: 'stuck', ms: 0 })
    worker.calls(1000)
    expect(worker.look().longestMs).toBe(1000)
    worker.pass(10 * minute)
    expect(worker.look().ms).toBe(worker.look().limitMs)
  })

  it('watches a worker that never beat at all', () => {
    const worker = watched()
    worker.pass(10 * minute)
    expect(worker.look()).toMatchObject({ kind: 'still', ms: 10 * minute, limitMs: 10 * minute })
  })

  it('lets a debugger hold a worker for as long as a person reads', () => {
    const worker = watched()
    worker.during(24 * 60 * minute, { debugged: true })
    expect(worker.look().ms).toBe(0)
    worker.pass(24 * 60 * minute)
    expect(worker.look().limitMs).toBe(Infinity)
  })

  it('says what was done, for how long, and what it cost', () => {
    const worker = watched()
    worker.calls(4000)
    worker.during(30 * minute)
    expect(silenceText(worker.look())).toBe(
      'has been running "step" for 30 min; it used 24 min of processor time in it, and nothing before took longer than 4 s',
    )
    worker.pass(10 * minute)
    expect(silenceText(worker.look())).toBe(
      'has given no sign of life for 10 min, last seen running "step"',
    )
  })
})
