import type { Change } from '../changes.ts'
import type { PanelContent } from '../content.ts'
import type { Block } from '../tree.ts'

/** A panel with what it shows, or why it shows nothing. */
export interface ShownPanel {
  /** Where its block is in the text. */
  readonly from: number
  readonly to: number
  readonly content: PanelContent | null
  readonly problem: string | null
  /** When it was frozen; null where it is live. */
  readonly frozenAt: number | null
  /** What has changed since, where that was asked. */
  readonly changes: readonly Change[] | null
}

/** A run as the list at a report's end tells of it. */
export interface RunFacts {
  readonly id: string
  readonly name: string
  readonly seed: number
  readonly dataset: string
  readonly engine: string
  readonly weights: string
}

/** A report with everything it shows, to be written out. */
export interface ReportDocument {
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly panels: readonly ShownPanel[]
  /** Every run that a panel tells of, once. */
  readonly runs: readonly RunFacts[]
  /** Of the program that writes it. */
  readonly version: string
  /** Milliseconds since 1970. */
  readonly at: number
}
