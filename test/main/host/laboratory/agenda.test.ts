import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAgenda, type Entry } from '../../../../src-main/host/laboratory/agenda.ts'

interface Numbered extends Entry {
  readonly id: number
}
const entries = fc
  .array(fc.record({ line: fc.constantFrom('a', 'b', 'c'), isLong: fc.boolean() }))
  .map((all) => all.map((each, id): Numbered => ({ ...each, id })))

describe('host/laboratory/agenda', () => {
  it('has at most one short and one long entry under way', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const agenda = createAgenda<Numbered>()
        for (const entry of all) {
          agenda.add(entry)
          agenda.begin()
          const long = agenda.underWay.filter(({ isLong }) => isLong)
          expect(long.length).toBeLessThanOrEqual(1)
          expect(agenda.underWay.length - long.length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('begins every entry that nothing newer of its line replaced, and each once', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const agenda = createAgenda<Numbered>()
        const replaced = new Set(all.flatMap((entry) => agenda.add(entry)))
        const begun: Numbered[] = []
        for (let round = agenda.begin(); round.length > 0; round = agenda.begin()) {
          begun.push(...round)
          for (const entry of round) agenda.end(entry)
        }
        expect(agenda.isEmpty).toBe(true)
        expect(new Set(begun)).toEqual(new Set(all.filter((entry) => !replaced.has(entry))))
        expect(new Set(begun).size).toBe(begun.length)
        for (const entry of begun) {
          const last = all.findLast(({ line }) => line === entry.line)
          expect(entry).toBe(last)
        }
      }),
    )
  })

  it('keeps the turn of an entry under way until it ends, though a newer one waits', () => {
    const agenda = createAgenda<Entry>()
    const [first, second] = [0, 1].map(() => ({ line: 'a', isLong: false }))
    agenda.add(first)
    expect(agenda.begin()).toEqual([first])
    expect(agenda.add(second)).toEqual([first])
    expect(agenda.begin()).toEqual([])
    agenda.end(first)
    expect(agenda.begin()).toEqual([second])
  })
})
