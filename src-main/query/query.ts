import type { FieldName, FlagName, NumberFieldName } from './fields.ts'
import type { Measure } from './measure.ts'

/** Which runs are meant: what the text of a query says. */
export type Query =
  | { readonly is: 'all' }
  | { readonly is: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly is: 'not'; readonly of: Query }
  | Atom

/** One condition. */
export type Atom =
  /** A word of the run's name, curriculum, model, loss, state, group, study, id or tags. */
  | { readonly is: 'word'; readonly text: string }
  /** One of the patterns is the whole of a field; `*` stands for any text. */
  | { readonly is: 'field'; readonly field: FieldName; readonly patterns: readonly string[] }
  | { readonly is: 'flag'; readonly flag: FlagName }
  | { readonly is: 'setting'; readonly path: string; readonly patterns: readonly string[] }
  | {
      readonly is: 'compare'
      readonly left: Quantity
      readonly op: Comparator
      readonly value: number
    }

/** What is compared: a number of the run, a setting of its spec, or a measure. */
export type Quantity =
  | { readonly of: 'run'; readonly field: NumberFieldName }
  | { readonly of: 'setting'; readonly path: string }
  | { readonly of: 'measure'; readonly measure: Measure }

export const comparators = ['>=', '<=', '!=', '=', '>', '<'] as const
export type Comparator = (typeof comparators)[number]

/** What keeps a text from being a query, and where: from `from` up to `to`. */
export interface QueryProblem {
  readonly from: number
  readonly to: number
  readonly message: string
}
