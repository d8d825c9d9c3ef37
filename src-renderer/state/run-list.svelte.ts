import type { RunSummary } from '#contract'
import { Asked } from './asked.svelte.ts'
import type { Host } from './host.ts'
import type { Loaded } from './loaded.ts'
import { newestFirst, ranksOf } from './run-order.ts'

/** All runs, newest first. */
export class RunList {
  readonly #asked: Asked<RunSummary[]>
  readonly #all = $derived.by(() => [...(this.#asked.value ?? [])].sort(newestFirst))
  readonly #ranks = $derived(ranksOf(this.#all))

  constructor(host: Host) {
    this.#asked = new Asked(() => host.runs.list(), 250)
  }

  get loaded(): Loaded<RunSummary[]> {
    return this.#asked.loaded
  }

  get all(): readonly RunSummary[] {
    return this.#all
  }

  find(id: string): RunSummary | null {
    return this.#all.find((run) => run.id === id) ?? null
  }

  /** Place of a run in order of creation, from 0: what its colour and mark are chosen by. */
  rank(id: string): number {
    return this.#ranks.get(id) ?? 0
  }

  refresh(): void {
    this.#asked.refresh()
  }
}
