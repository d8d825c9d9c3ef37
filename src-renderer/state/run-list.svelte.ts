import { SvelteMap } from 'svelte/reactivity'
import type { RunSummary } from '#contract'
import { Asked } from './asked.svelte.ts'
import type { Host } from './host.ts'
import type { Loaded } from './loaded.ts'

/** Runs that are held beside those a screen asks for itself. */
const held = 300

/** The newest runs, and all that have not ended; a table of all is `RunTable`. */
export class RunList {
  readonly #asked: Asked<RunSummary[]>
  readonly #all = $derived.by(() =>
    [...(this.#asked.value ?? [])].sort((a, b) => b.number - a.number),
  )
  readonly #byId = $derived(byId(this.#all))
  /** Numbers of runs that were seen elsewhere; a number never changes. */
  readonly #seen = new SvelteMap<string, number>()

  constructor(host: Host) {
    this.#asked = new Asked(() => host.runs.list({ limit: held }), 250)
  }

  get loaded(): Loaded<RunSummary[]> {
    return this.#asked.loaded
  }

  get all(): readonly RunSummary[] {
    return this.#all
  }

  find(id: string): RunSummary | null {
    return this.#byId.get(id) ?? null
  }

  /** Place of a run in order of creation, from 0: what its colour and mark are chosen by. */
  rank(id: string): number {
    return (this.#byId.get(id)?.number ?? this.#seen.get(id) ?? 1) - 1
  }

  /** Remembers the marks of runs that an answer brought. */
  learn(runs: readonly RunSummary[]): void {
    for (const { id, number } of runs) this.#seen.set(id, number)
  }

  refresh(): void {
    this.#asked.refresh()
  }
}

function byId(runs: readonly RunSummary[]): ReadonlyMap<string, RunSummary> {
  return new SvelteMap(runs.map((run) => [run.id, run]))
}
