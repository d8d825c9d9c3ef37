/** Where a panel's plot lies, in points. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** From values of a panel to where they are drawn. */
export interface Scales {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}
