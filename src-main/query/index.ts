export { completeQuery, type Completion, type Completions, type Vocabulary } from './complete.ts'
export { allOf, asksAbout, conditionsOf, withCondition } from './conditions.ts'
export {
  fieldNames,
  fields,
  flagNames,
  flags,
  numberFieldNames,
  sortFields,
  type FieldName,
  type FlagName,
  type NumberFieldName,
  type SortField,
} from './fields.ts'
export { formatQuantity, formatQuery } from './format.ts'
export {
  directionOf,
  formatMeasure,
  headlineNames,
  measureOf,
  parseMeasure,
  rounded,
  storedName,
  type Direction,
  type Measure,
  type Reading,
} from './measure.ts'
export { parseQuery, type Parsed } from './parse.ts'
export {
  comparators,
  type Atom,
  type Comparator,
  type Quantity,
  type Query,
  type QueryProblem,
} from './query.ts'
export { formatValue } from './values.ts'
