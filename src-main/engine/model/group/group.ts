/** An element of D4: mirrored left to right or not, then turned by quarters. */
export interface Element {
  /** Quarter turns, counter-clockwise, 0 to 3. */
  readonly turns: number
  readonly isMirrored: boolean
}

/** A group of symmetries of the square pixel grid that keep its centre (Cohen and Welling 2016). */
export interface Group {
  readonly name: 'trivial' | 'p4' | 'p4m'
  /** The identity first; a feature map holds its channels once for each element, in this order. */
  readonly elements: readonly Element[]
}

const turned = (isMirrored: boolean): Element[] =>
  [0, 1, 2, 3].map((turns) => ({ turns, isMirrored }))

/** No symmetry but the identity: the maps of an ordinary, planar network. */
export const trivial: Group = { name: 'trivial', elements: [{ turns: 0, isMirrored: false }] }
/** Turns by 90°. */
export const p4: Group = { name: 'p4', elements: turned(false) }
/** Turns by 90° and mirrorings. */
export const p4m: Group = { name: 'p4m', elements: [...turned(false), ...turned(true)] }

/** First b, then a. A mirrored plane turns the other way: m r = r⁻¹ m. */
export function compose(a: Element, b: Element): Element {
  const turns = a.isMirrored ? a.turns - b.turns : a.turns + b.turns
  return { turns: (turns + 4) % 4, isMirrored: a.isMirrored !== b.isMirrored }
}

/** A mirroring undoes itself, a turn is undone by the rest of the circle. */
export function inverse({ turns, isMirrored }: Element): Element {
  return isMirrored ? { turns, isMirrored } : { turns: (4 - turns) % 4, isMirrored }
}

/**
 * Where each element's channels come from when a map is moved by `by`: (L_u f)_g = f at u⁻¹ g, as
 * positions in `elements`.
 */
export function sourcesOf({ elements }: Group, by: Element): number[] {
  return elements.map((element) => {
    const { turns, isMirrored } = compose(inverse(by), element)
    return elements.findIndex((each) => each.turns === turns && each.isMirrored === isMirrored)
  })
}
