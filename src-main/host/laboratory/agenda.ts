/** A question as the agenda sees it. */
export interface Entry {
  /** Of entries of one line only the newest matters. */
  readonly line: string
  /** Takes seconds; it makes room between two graphs for one that does not. */
  readonly isLong: boolean
}

/** Which question is next: one short and one long at a time, the newest of each line. */
export interface Agenda<E extends Entry> {
  /** Adds an entry; returns those of its line whose place it takes. One under way keeps its turn. */
  add(entry: E): E[]
  /** Takes an entry off before its turn; false when it is under way, or gone. */
  remove(entry: E): boolean
  /** The entries whose turn it is now; they are under way until they end. */
  begin(): E[]
  end(entry: E): void
  /** Forgets all entries, and gives them. */
  clear(): E[]
  readonly underWay: readonly E[]
  readonly isEmpty: boolean
}

export function createAgenda<E extends Entry>(): Agenda<E> {
  let waiting: E[] = []
  let underWay: E[] = []
  return {
    add(entry) {
      const isOlder = ({ line }: E): boolean => line === entry.line
      const older = [...underWay, ...waiting].filter(isOlder)
      waiting = [...waiting.filter((each) => !isOlder(each)), entry]
      return older
    },
    remove(entry) {
      const before = waiting.length
      waiting = waiting.filter((each) => each !== entry)
      return waiting.length < before
    },
    begin() {
      const begun = [false, true].flatMap((isLong) => {
        if (underWay.some((each) => each.isLong === isLong)) return []
        return waiting.filter((each) => each.isLong === isLong).slice(0, 1)
      })
      waiting = waiting.filter((each) => !begun.includes(each))
      underWay = [...underWay, ...begun]
      return begun
    },
    end(entry) {
      underWay = underWay.filter((each) => each !== entry)
    },
    clear() {
      const all = [...underWay, ...waiting]
      underWay = []
      waiting = []
      return all
    },
    get underWay() {
      return underWay
    },
    get isEmpty() {
      return waiting.length + underWay.length === 0
    },
  }
}
