import type { KeyRef, LaneName } from '#contract'
import type { Grab } from './move.ts'
import type { Segment } from './segments.ts'
import type { Drawn } from './strokes.ts'

/** The modifiers of a pointer event. */
export interface Held {
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What a pointer was pressed on, and so what dragging it does. */
export type Target =
  /** A key: moves all that are selected. `alone` where a click leaves it the only one. */
  | { readonly kind: 'key'; readonly ref: KeyRef; readonly grab: Grab; readonly alone: boolean }
  /** Empty ground: a box around keys, added to those selected `before`. */
  | { readonly kind: 'field'; readonly before: readonly KeyRef[] }
  /** The curve between two keys: moves both up and down, or with Alt bends what is between them. */
  | { readonly kind: 'segment'; readonly grab: Grab; readonly keys: readonly KeyRef[] }
  | { readonly kind: 'bend'; readonly segment: Segment }
  /** A control point of the active key's curve. */
  | { readonly kind: 'control'; readonly ref: KeyRef; readonly point: 0 | 1 }
  /** One end of the selection: stretches it about the other. */
  | { readonly kind: 'stretch'; readonly from: number; readonly about: number }
  /** Draw mode: levels, by the cells the pen went over. */
  | { readonly kind: 'draw'; readonly lane: LaneName; readonly cell: number; drawn: Drawn }
