import type { Desk } from './desk.ts'

const turns = new WeakMap<Desk, Promise<unknown>>()

/**
 * One at a time, and after what a dead host left is gone: two imports of a bundle would place the same
 * files, and a run that is being removed is neither here nor away.
 */
export function oneByOne<Result>(desk: Desk, work: () => Promise<Result>): Promise<Result> {
  const before = turns.get(desk) ?? desk.leftovers.gone
  const mine = before.then(work, work)
  turns.set(desk, mine)
  return mine
}
