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

  refresh(): void {
    this.#asked.refresh()
  }
}

function byId(runs: readonly RunSummary[]): ReadonlyMap<string, RunSummary> {
  return new SvelteMap(runs.map((run) => [run.id, run]))
}
