import type { RunSpec } from '#contract'
import type { Host } from './host.ts'
import { writeHistory } from './undo-record.ts'
import type { History } from './undo-stack.ts'

/** Sends the undo steps of one curriculum to the host: one message at a time, always the newest. */
export class SittingKeeper {
  readonly #host: Host
  readonly #id: string
  #kept: History<RunSpec>
  #next: History<RunSpec> | undefined
  #isSending = false

  /** @param kept what the host has already. */
  constructor(host: Host, id: string, kept: History<RunSpec>) {
    this.#host = host
    this.#id = id
    this.#kept = kept
  }

  keep(history: History<RunSpec>): void {
    if (history === this.#kept) return
    this.#next = history
    if (!this.#isSending) void this.#send()
  }

  async #send(): Promise<void> {
    this.#isSending = true
    while (this.#next) {
      const history = this.#next
      this.#next = undefined
      try {
        await this.#host.curricula.keepSitting({ id: this.#id, sitting: writeHistory(history) })
        this.#kept = history
      } catch {
        // The draft in the browser's storage has what the last step came to; only the steps are lost.
      }
    }
    this.#isSending = false
  }
}
