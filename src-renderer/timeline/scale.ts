/** A closed interval of numbers. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A monotone map between a quantity and pixels, both ways; it extrapolates beyond its ends. */
export interface Scale {
  toPixel(value: number): number
  toValue(pixel: number): number
}

/** Share of a decade scale's pixels that is linear, so that zero has a place on it. */
const zeroBand = 0.16

/** Straight line from `domain` to `range`; an empty domain maps to the range's start. */
export function linearScale(domain: Span, range: Span): Scale {
  const width = domain.to - domain.from
  const perUnit = width === 0 ? 0 : (range.to - range.from) / width
  return {
    toPixel: (value) => range.from + (value - domain.from) * perUnit,
    toValue: (pixel) =>
      perUnit === 0 ? domain.from : domain.from + (pixel - range.from) / perUnit,
  }
}

/**
 * Logarithmic over [domain.from, domain.to], both > 0, with a linear band below that ends at zero:
 * a learning rate that warms up from 0 stays on the axis.
 */
export function decadeScale(domain: Span, range: Span): Scale {
  const knee = range.from + (range.to - range.from) * zeroBand
  const below = linearScale({ from: 0, to: domain.from }, { from: range.from, to: knee })
  const above = linearScale(
    { from: Math.log10(domain.from), to: Math.log10(domain.to) },
    { from: knee, to: range.to },
  )
  const rising = range.to > range.from
  return {
    toPixel: (value) =>
      value <= domain.from ? below.toPixel(value) : above.toPixel(Math.log10(value)),
    toValue: (pixel) =>
      pixel > knee === rising && pixel !== knee ? 10 ** above.toValue(pixel) : below.toValue(pixel),
  }
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value))
}
