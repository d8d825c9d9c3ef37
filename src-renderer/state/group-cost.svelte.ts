import { SvelteMap } from 'svelte/reactivity'
import type { CostReport, RunSpec } from '#contract'
import type { Host } from './host.ts'
import { sentenceOf } from './refusal.ts'

/** What the host has measured of the specs of a group, each under a key of what it depends on. */
export class GroupCost {
  /** A list for each key that the host was asked about. */
  readonly #reports = new SvelteMap<string, readonly CostReport[]>()
  #isMeasuring = $state(false)
  #refusal = $state<string | null>(null)
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  /** In the order in which they came; empty where nothing was measured. */
  readonly reportsOf = (key: string): readonly CostReport[] => this.#reports.get(key) ?? []

  get isMeasuring(): boolean {
    return this.#isMeasuring
  }

  /** Why the last measurement was refused; null when it was not. */
  get refusal(): string | null {
    return this.#refusal
  }

  /** Asks once what is known of a spec. */
  async look(key: string, spec: RunSpec): Promise<void> {
    if (this.#reports.has(key)) return
    this.#reports.set(key, [])
    const known = await this.#host.costs.known({ spec }).catch(() => null)
    if (known) this.#keep(key, known)
  }

  /** Has specs measured one after another, which takes a while; stops at the first refusal. */
  async measure(specs: ReadonlyMap<string, RunSpec>): Promise<void> {
    if (this.#isMeasuring) return
    this.#isMeasuring = true
    this.#refusal = null
    try {
      for (const [key, spec] of specs) this.#keep(key, await this.#host.costs.measure({ spec }))
    } catch (refusal) {
      this.#refusal = sentenceOf(refusal)
    } finally {
      this.#isMeasuring = false
    }
  }

  #keep(key: string, report: CostReport): void {
    this.#reports.set(key, [...this.reportsOf(key), report])
  }
}
