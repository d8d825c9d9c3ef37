import type { OpenTransport, Transport } from '../../../src-renderer/client/transport.ts'

type Call = Transport['link']['call']

/** A line to a host that the test answers for, cuts and repairs. */
export class Lines {
  opened = 0
  /** What the next attempts to open do instead of succeeding. */
  readonly failures: Error[] = []
  answer: Call = () => Promise.resolve('answer')
  #cut: () => void = () => undefined

  readonly open: OpenTransport = async () => {
    this.opened += 1
    const failure = this.failures.shift()
    if (failure !== undefined) throw failure
    const closed = new Promise<void>((resolve) => (this.#cut = resolve))
    return { link: { call: (...args) => this.answer(...args) }, closed }
  }

  cut(): void {
    this.#cut()
  }
}
