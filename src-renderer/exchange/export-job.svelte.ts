import type { BundleForecast, ForeignFormat } from '#contract'
import { sentenceOf, type Host } from '../state/index.ts'
import { fetchFile } from './pieces.ts'

/** What is known of an export: how large it would be, how far it is, why it is none. */
export class ExportJob {
  format = $state<'bundle' | ForeignFormat>('bundle')
  checkpoints = $state(false)
  samples = $state(false)
  allCurricula = $state(false)
  #forecast = $state.raw<BundleForecast | null>(null)
  #refusal = $state<string | null>(null)
  #progress = $state.raw<{
    readonly what: string
    readonly done: number
    readonly total: number
  } | null>(null)
  #stopped = new AbortController()
  readonly #host: Host
  readonly #runs: readonly string[]

  constructor(host: Host, runs: readonly string[]) {
    this.#host = host
    this.#runs = runs
    void this.#foretell()
  }

  get forecast(): BundleForecast | null {
    return this.#forecast
  }

  get refusal(): string | null {
    return this.#refusal
  }

  get progress() {
    return this.#progress
  }

  /** Bytes of the parts that are large; the rest is small. */
  get bytes(): number {
    const { checkpointBytes = 0, sampleBytes = 0 } = this.#forecast ?? {}
    if (this.format !== 'bundle') return 0
    return (this.checkpoints ? checkpointBytes : 0) + (this.samples ? sampleBytes : 0)
  }

  /** Writes and fetches the bundle; null when it was stopped or refused. */
  async run(): Promise<Blob | null> {
    this.#refusal = null
    this.#stopped = new AbortController()
    const { signal } = this.#stopped
    try {
      this.#progress = { what: 'Writing', done: 0, total: this.bytes }
      const written = await this.#write(signal)
      const { file, bytes } = written
      return await fetchFile(this.#host, file, signal, (done) => {
        this.#progress = { what: 'Fetching', done, total: bytes }
      })
    } catch (refusal) {
      if (!signal.aborted) this.#refusal = sentenceOf(refusal)
      return null
    } finally {
      this.#progress = null
    }
  }

  stop(): void {
    this.#stopped.abort()
  }

  async #write(signal: AbortSignal) {
    const left = this.#forecast?.left ?? []
    const runs = this.#runs.filter((run) => !left.includes(run))
    for await (const told of await this.#ask(runs, signal)) {
      if (told.kind === 'written') return told
      this.#progress = { what: 'Writing', done: told.done, total: told.total }
    }
    throw new Error('The export ended without a file.')
  }

  #ask(runs: string[], signal: AbortSignal) {
    const { format, checkpoints, samples } = this
    if (format !== 'bundle') return this.#host.foreign.write({ runs, format }, { signal })
    const curricula = this.allCurricula ? 'all' : 'of-runs'
    return this.#host.bundles.write({ runs, checkpoints, samples, curricula }, { signal })
  }

  async #foretell(): Promise<void> {
    try {
      this.#forecast = await this.#host.bundles.foretell({ runs: [...this.#runs] })
    } catch (refusal) {
      this.#refusal = sentenceOf(refusal)
    }
  }
}
