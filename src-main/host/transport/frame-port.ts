import type { Frame } from '#contract'

/** Gives a frame to a channel; the promise resolves when it has room for the next, or is gone. */
type Send = (frame: Frame) => Promise<void> | void

type Listener = (event?: { readonly data: unknown }) => void

/**
 * A channel of frames in the shape of a message port, which is what oRPC speaks over. Whoever owns
 * the channel calls `deliver` for each frame that came in and `end` once when the channel is gone.
 */
export class FramePort {
  readonly #send: Send
  readonly #messages: Listener[] = []
  readonly #closes: Listener[] = []
  #isOpen = true

  constructor(send: Send) {
    this.#send = send
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  on(event: string, listener: Listener): void {
    if (event === 'message') this.#messages.push(listener)
    if (event === 'close') this.#closes.push(listener)
  }

  /**
   * A frame for the other side; dropped if the channel is gone, as its reader is. A stream waits for
   * the promise before its next frame, so that who stops reading costs one frame a stream.
   */
  async postMessage(frame: Frame | ArrayBuffer): Promise<void> {
    if (!this.#isOpen) return
    await this.#send(frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame)
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
