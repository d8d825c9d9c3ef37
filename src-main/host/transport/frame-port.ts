import type { Frame } from '#contract'

type Listener = (event?: { readonly data: unknown }) => void

/**
 * A channel of frames in the shape of a message port, which is what oRPC speaks over. Whoever owns
 * the channel calls `deliver` for each frame that came in and `end` once when the channel is gone.
 */
export class FramePort {
  readonly #send: (frame: Frame) => void
  readonly #messages: Listener[] = []
  readonly #closes: Listener[] = []
  #isOpen = true

  constructor(send: (frame: Frame) => void) {
    this.#send = send
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  on(event: string, listener: Listener): void {
    if (event === 'message') this.#messages.push(listener)
    if (event === 'close') this.#closes.push(listener)
  }

  /** A frame for the other side; dropped if the channel is gone, as its reader is. */
  postMessage(frame: Frame | ArrayBuffer): void {
    if (!this.#isOpen) return
    this.#send(frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame)
  }

  deliver(frame: Frame): void {
    for (const listener of this.#messages) listener({ data: frame })
  }

  end(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const listener of this.#closes) listener()
  }
}
