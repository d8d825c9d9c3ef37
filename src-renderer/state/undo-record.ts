import type { History } from './undo-stack.ts'

/** A history as text: each snapshot once, steps by their places among them. */
interface Written {
  readonly snapshots: readonly unknown[]
  readonly present: number
  readonly past: readonly WrittenStep[]
  readonly future: readonly WrittenStep[]
}
type WrittenStep = readonly [label: string, before: number, after: number]

/** Characters beyond which the oldest steps are left behind. */
const longest = 1_500_000

/** A history that can be kept over a restart; where it grows too long its oldest steps go. */
export function writeHistory<Snapshot>(history: History<Snapshot>): string {
  const places = new Map<Snapshot, number>()
  const snapshots: string[] = []
  const placeOf = (snapshot: Snapshot): number => {
    const known = places.get(snapshot)
    if (known !== undefined) return known
    places.set(snapshot, snapshots.length)
    snapshots.push(JSON.stringify(snapshot))
    return snapshots.length - 1
  }
  const length = (): number => snapshots.reduce((sum, text) => sum + text.length, 0)
  const present = placeOf(history.present)
  const future = history.future.map(({ label, before, after }): WrittenStep => [
    label,
    placeOf(before),
    placeOf(after),
  ])
  const past: WrittenStep[] = []
  for (const { label, before, after } of history.past.toReversed()) {
    past.unshift([label, placeOf(before), placeOf(after)])
    if (length() > longest) break
  }
  const rest = JSON.stringify({ present, past, future })
  return `${rest.slice(0, -1)},"snapshots":[${snapshots.join(',')}]}`
}

/**
 * A history from what `writeHistory` wrote.
 * @param read a snapshot, or undefined where it is none any more.
 * @returns undefined where the text, or a snapshot in it, cannot be read.
 */
export function readHistory<Snapshot>(
  text: string,
  read: (written: unknown) => Snapshot | undefined,
): History<Snapshot> | undefined {
  try {
    const written = JSON.parse(text) as Written
    const snapshots = written.snapshots.map((snapshot) => {
      const known = read(snapshot)
      if (known === undefined) throw new RangeError('a snapshot is of another version')
      return known
    })
    const at = (place: number): Snapshot => {
      if (!(place in snapshots)) throw new RangeError(`there is no snapshot ${place}`)
      return snapshots[place]
    }
    const step = ([label, before, after]: WrittenStep) => ({
      ...{ label: String(label), before: at(before), after: at(after) },
      merge: undefined,
    })
    return {
      present: at(written.present),
      past: written.past.map(step),
      future: written.future.map(step),
    }
  } catch {
    return undefined
  }
}
