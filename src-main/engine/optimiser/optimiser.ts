/**
 * How weights follow their gradient, in place: as part of the compiled step every update would hand
 * out all weights and slots as new memory, which costs more than a loop over them.
 */
export interface Optimiser {
  /** Names of the arrays it keeps beside each weight, of the weight's length, zero at the start. */
  readonly slots: readonly string[]
  /**
   * Moves a weight, and the slots that belong to it, by one update.
   * @param step updates done before this one.
   */
  update(
    weight: Float32Array,
    gradient: Float32Array,
    slots: readonly Float32Array[],
    learningRate: number,
    step: number,
  ): void
  /** Ends the threads that updates were shared with. */
  close(): Promise<void>
}
