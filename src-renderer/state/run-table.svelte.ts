import { SvelteMap } from 'svelte/reactivity'
import type { TablePage, TableRow, View } from '#contract'
import type { Host } from './host.ts'
import { Kept } from './kept.svelte.ts'
import { Refresh } from './refresh.ts'
import { sentenceOf } from './refusal.ts'
import { asView, plainView } from './run-view.ts'

/** Rows of one question; what is shown needs two of them at most. */
const pageRows = 60
/** Pages that are kept beside those in sight. */
const spare = 1

/**
 * The list of runs as a window on what the host has: how it is looked at, and the rows in and near
 * sight. More than a few pages are never held.
 */
export class RunTable {
  readonly #view = new Kept<View>('runs.view', plainView, asView)
  readonly #pages = new SvelteMap<number, readonly TableRow[]>()
  #total = $state(0)
  #runs = $state(0)
  #isReady = $state(false)
  #baseline = $state.raw<TableRow | null>(null)
  #refusal = $state.raw<string | null>(null)
  #first = 0
  #last = 0
  /** Rises with the view: an answer to an older question is dropped. */
  #question = 0
  readonly #host: Host
  readonly #refresh: Refresh

  constructor(host: Host) {
    this.#host = host
    this.#refresh = new Refresh(() => this.#askShown(), 0)
  }

  get view(): View {
    return this.#view.value
  }

  /** Looks at the runs in another way, from the top. */
  set view(view: View) {
    this.#view.value = view
    this.#question++
    this.#first = 0
    this.#last = 0
    this.#refresh.request()
  }

  /** Rows in all: runs, or groups of them. */
  get total(): number {
    return this.#total
  }

  /** Runs that match. */
  get runs(): number {
    return this.#runs
  }

  get isReady(): boolean {
    return this.#isReady
  }

  get baseline(): TableRow | null {
    return this.#baseline
  }

  /** Why the rows could not be read. */
  get refusal(): string | null {
    return this.#refusal
  }

  row(index: number): TableRow | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows]
  }

  /** Says which rows are in sight; asks for those that are not there. */
  show(first: number, last: number): void {
    this.#first = first
    this.#last = last
    if (this.#wanted().some((page) => !this.#pages.has(page))) this.#refresh.request()
  }

  /** Asks again for what is in sight; what is there stays until the next arrives. */
  refresh(): void {
    this.#isStale = true
    this.#refresh.request()
  }

  close(): void {
    this.#refresh.close()
  }

  #isStale = true
  #asked = -1

  #wanted(): number[] {
    const first = Math.floor(this.#first / pageRows)
    const last = Math.max(first, Math.floor(this.#last / pageRows))
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }

  async #askShown(): Promise<void> {
    const question = this.#question
    const isNew = this.#isStale || question !== this.#asked
    this.#isStale = false
    const wanted = this.#wanted().filter((page) => isNew || !this.#pages.has(page))
    try {
      for (const page of wanted) {
        const answer = await this.#host.table.page(this.#request(page))
        if (question !== this.#question) return
        this.#take(page, answer, question !== this.#asked)
        this.#asked = question
      }
      this.#refusal = null
    } catch (refusal) {
      if (question !== this.#question) return
      this.#refusal = sentenceOf(refusal)
    }
    this.#isReady = true
  }

  #request(page: number) {
    const { where, sort, grouped, columns, spark, baseline } = this.view
    const window = { offset: page * pageRows, limit: pageRows }
    return { where, sort, grouped, columns: [...columns], spark, baseline, ...window }
  }

  #take(page: number, answer: TablePage, isOther: boolean): void {
    if (isOther) this.#pages.clear()
    this.#total = answer.total
    this.#runs = answer.runs
    this.#baseline = answer.baseline
    this.#pages.set(page, answer.rows)
    const wanted = this.#wanted()
    const [low, high] = [Math.min(...wanted) - spare, Math.max(...wanted) + spare]
    for (const kept of this.#pages.keys()) {
      if (kept < low || kept > high) this.#pages.delete(kept)
    }
  }
}
