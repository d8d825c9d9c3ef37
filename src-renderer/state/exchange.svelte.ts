/** What is on its way out of the data folder or into it: which dialog is open, and of what. */
export class Exchange {
  #runs = $state.raw<readonly string[] | null>(null)
  #isReceiving = $state(false)
  #file = $state.raw<File | null>(null)

  /** Runs that a person wants to take elsewhere; null while nobody does. */
  get runs(): readonly string[] | null {
    return this.#runs
  }

  get isReceiving(): boolean {
    return this.#isReceiving
  }

  /** The file that was dropped or chosen; null until then. */
  get file(): File | null {
    return this.#file
  }

  offer(runs: readonly string[]): void {
    this.#runs = runs
  }

  receive(file: File | null): void {
    this.#file = file
    this.#isReceiving = true
  }

  close(): void {
    this.#runs = null
    this.#isReceiving = false
    this.#file = null
  }
}
