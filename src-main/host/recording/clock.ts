/** Times: `now` in milliseconds since 1970 for people, `elapsed` in milliseconds of a steady clock. */
export interface Clock {
  now(): number
  elapsed(): number
}
