/** What is timed: its name and how long one batch of a row takes, in milliseconds. */
export interface Contender {
  readonly name: string
  readonly version: string
  /** Milliseconds for one batch, averaged over `repeats` batches run back to back. */
  time(row: RowName, repeats: number): Promise<number>
  close(): Promise<void>
}

export const rows = ['training-step', 'pgd10-attack', 'pgd10-training-step'] as const
export type RowName = (typeof rows)[number]
export const batchSize = 64
