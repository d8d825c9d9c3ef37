import type { BringModelRequest, ImportedModel } from '#contract'
import { sentenceOf, type Host } from '../state/index.ts'
import { sendFile } from './pieces.ts'

/** What a model file does not say of itself. */
export type Told = Omit<BringModelRequest, 'file' | 'parcel'>

/**
 * A model file on its way in: sent once, then imported; where that is refused, imported again on
 * other images or normalised pixels.
 */
export class ModelJob {
  #step = $state<'resting' | 'sending' | 'trying'>('resting')
  #sent = $state(0)
  #refusal = $state<string | null>(null)
  #imported = $state.raw<ImportedModel | null>(null)
  #parcel: string | null = null
  readonly #stopped = new AbortController()
  readonly #host: Host
  readonly #file: File

  constructor(host: Host, file: File) {
    this.#host = host
    this.#file = file
  }

  /** `sending` the file, or `trying` it on the images. */
  get step(): 'resting' | 'sending' | 'trying' {
    return this.#step
  }

  /** Bytes that have arrived. */
  get sent(): number {
    return this.#sent
  }

  get refusal(): string | null {
    return this.#refusal
  }

  get imported(): ImportedModel | null {
    return this.#imported
  }

  async bring(told: Told): Promise<void> {
    const { signal } = this.#stopped
    this.#refusal = null
    try {
      const parcel = (this.#parcel ??= await this.#send(signal))
      this.#step = 'trying'
      const asked = { ...told, file: this.#file.name, parcel }
      this.#imported = await this.#host.models.bring(asked, { signal })
      this.#parcel = null
    } catch (refusal) {
      if (!signal.aborted) this.#refusal = sentenceOf(refusal)
    } finally {
      this.#step = 'resting'
    }
  }

  /** Stops what is under way and has the host forget the file. */
  close(): void {
    this.#stopped.abort()
    if (this.#parcel) void this.#host.parcels.discard({ file: this.#parcel }).catch(() => null)
  }

  async #send(signal: AbortSignal): Promise<string> {
    this.#step = 'sending'
    const count = (bytes: number): void => void (this.#sent = bytes)
    return sendFile(this.#host, this.#file, signal, count, 'onnx')
  }
}
