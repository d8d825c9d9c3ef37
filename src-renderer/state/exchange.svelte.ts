/** What comes in as a file: runs of another data folder, or a network made elsewhere. */
export type Incoming = 'bundle' | 'model'

/** What a file is, by its name; null where it is neither. */
export function incomingOf(name: string): Incoming | null {
  if (/\.cusp$/i.test(name)) return 'bundle'
  return /\.onnx$/i.test(name) ? 'model' : null
}

/** What is on its way out of the data folder or into it: which dialog is open, and of what. */
export class Exchange {
  #runs = $state.raw<readonly string[] | null>(null)
  #receiving = $state<Incoming | null>(null)
  #file = $state.raw<File | null>(null)

  /** Runs that a person wants to take elsewhere; null while nobody does. */
  get runs(): readonly string[] | null {
    return this.#runs
  }

  /** What a person wants to bring in; null while nobody does. */
  get receiving(): Incoming | null {
    return this.#receiving
  }

  /** The file that was dropped or chosen; null until then. */
  get file(): File | null {
    return this.#file
  }

  offer(runs: readonly string[]): void {
    this.#runs = runs
  }

  /** Opens the dialog of what is brought in, of a file or before there is one. */
  receive(file: File | null, otherwise: Incoming = 'bundle'): void {
    this.#file = file
    this.#receiving = (file && incomingOf(file.name)) ?? otherwise
  }

  close(): void {
    this.#runs = null
    this.#receiving = null
    this.#file = null
  }
}
