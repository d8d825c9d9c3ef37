/** A place on an x axis that several charts point at together. */
export class Cursor {
  #x = $state<number | null>(null)

  get x(): number | null {
    return this.#x
  }

  place(x: number): void {
    this.#x = x
  }

  clear(): void {
    this.#x = null
  }
}
