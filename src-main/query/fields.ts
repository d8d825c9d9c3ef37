/** Texts of a run that `field:pattern` asks for, and what each is. */
export const fields = {
  name: 'what the run is called',
  id: 'its id',
  state: 'queued, running, finished, …',
  curriculum: 'the name of its curriculum',
  model: 'the architecture',
  loss: 'the training objective',
  group: 'runs started together',
  study: 'the study it belongs to',
  seed: 'its seed',
  tag: 'a tag it has',
  collection: 'a collection it is in',
  note: 'what is noted on it',
} as const
export type FieldName = keyof typeof fields
export const fieldNames = Object.keys(fields) as FieldName[]

/** What `is:flag` asks for. */
export const flags = {
  archived: 'put away; such runs are shown only when asked for',
  deleted: 'deleted, and still there to be restored',
  degenerate: 'it gives nearly every image the same class',
  fork: 'it began from another run’s checkpoint',
} as const
export type FlagName = keyof typeof flags
export const flagNames = Object.keys(flags) as FlagName[]

/** Texts and numbers of a run, beside measures, that a list has columns for and is sorted by. */
export const sortFields = [
  ...(['name', 'state', 'curriculum', 'model', 'objective', 'group', 'study'] as const),
  ...(['seed', 'progress', 'time', 'made', 'ended'] as const),
] as const
export type SortField = (typeof sortFields)[number]

/** Numbers of a run that are no measure: times in seconds, days in milliseconds since 1970. */
export const numberFields = {
  seed: 'its seed',
  step: 'the step it has reached',
  time: 'time at work: 90s, 5min, 2h',
  age: 'time since it was made: 3d',
  made: 'the day it was made: 2026-11-29',
  ended: 'the day it ended',
} as const
export type NumberFieldName = keyof typeof numberFields
export const numberFieldNames = Object.keys(numberFields) as NumberFieldName[]
