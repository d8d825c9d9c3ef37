/** Milliseconds between two looks at what changes with every frame of a drag. */
const pause = 100

/**
 * A value as it was a moment ago: it follows at once where changes are rare and ten times a second
 * where they come with every frame, so that what is dear to work out does not slow a drag.
 */
export class Calm<Value> {
  #value: Value = $state.raw() as Value
  #timer: ReturnType<typeof setTimeout> | undefined
  #isWaiting = false

  /** Belongs to the component in which it is made. */
  constructor(read: () => Value, pauseMs = pause) {
    this.#value = read()
    $effect.pre(() => {
      const value = read()
      if (this.#timer !== undefined) {
        this.#isWaiting = true
        return
      }
      this.#value = value
      const rest = (): void => {
        this.#timer = undefined
        if (!this.#isWaiting) return
        this.#isWaiting = false
        this.#value = read()
        this.#timer = setTimeout(rest, pauseMs)
      }
      this.#timer = setTimeout(rest, pauseMs)
    })
    $effect(() => () => {
      if (this.#timer !== undefined) clearTimeout(this.#timer)
    })
  }

  get value(): Value {
    return this.#value
  }
}
