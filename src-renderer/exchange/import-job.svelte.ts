import type { Brought, BundlePreview } from '#contract'
import { sentenceOf, type Host } from '../state/index.ts'
import { sendFile } from './pieces.ts'

/** A file on its way in: sent, looked into, and brought in when a person says so. */
export class ImportJob {
  #preview = $state.raw<BundlePreview | null>(null)
  #refusal = $state<string | null>(null)
  #progress = $state.raw<{
    readonly what: string
    readonly done: number
    readonly total: number
  } | null>(null)
  #name: string | null = null
  readonly #stopped = new AbortController()
  readonly #host: Host
  readonly #file: File

  constructor(host: Host, file: File) {
    this.#host = host
    this.#file = file
    void this.#look()
  }

  get preview(): BundlePreview | null {
    return this.#preview
  }

  get refusal(): string | null {
    return this.#refusal
  }

  get progress() {
    return this.#progress
  }

  /** What came in; null when it was stopped or refused, and then nothing did. */
  async bring(): Promise<Brought | null> {
    const { signal } = this.#stopped
    this.#refusal = null
    try {
      const ask = { file: this.#name ?? '', name: this.#file.name }
      for await (const told of await this.#host.bundles.import(ask, { signal })) {
        if (told.kind === 'brought') return told
        this.#progress = { what: 'Bringing in', done: told.done, total: told.total }
      }
      return null
    } catch (refusal) {
      if (!signal.aborted) this.#refusal = sentenceOf(refusal)
      return null
    } finally {
      this.#progress = null
    }
  }

  /** Stops what is under way and has the host forget the file. */
  close(): void {
    this.#stopped.abort()
    if (this.#name !== null) void this.#host.parcels.discard({ file: this.#name }).catch(() => null)
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopped
    try {
      const total = this.#file.size
      this.#progress = { what: 'Reading', done: 0, total }
      const file = await sendFile(this.#host, this.#file, signal, (done) => {
        this.#progress = { what: 'Reading', done, total }
      })
      this.#name = file
      this.#preview = await this.#host.bundles.preview({ file, name: this.#file.name }, { signal })
    } catch (refusal) {
      if (!signal.aborted) this.#refusal = sentenceOf(refusal)
    } finally {
      this.#progress = null
    }
  }
}
