import { clamp, type Span } from './scale.ts'

/** `view` scaled by `factor` about the step `around`, kept inside [0, steps] and ≥ `least` wide. */
export function zoomAbout(
  view: Span,
  around: number,
  factor: number,
  steps: number,
  least: number,
): Span {
  const width = clamp((view.to - view.from) * factor, Math.min(least, steps), steps)
  const share = (around - view.from) / (view.to - view.from || 1)
  return slideTo(around - share * width, width, steps)
}

/** A view of `width` steps that begins at `from` or as near to it as the run allows. */
export function slideTo(from: number, width: number, steps: number): Span {
  const start = clamp(from, 0, Math.max(0, steps - width))
  return { from: start, to: start + width }
}

/** The steps in [first, last] with a margin to either side: what "fit the selection" shows. */
export function fitAround(first: number, last: number, steps: number, least: number): Span {
  const width = clamp((last - first) * 1.25, Math.min(least, steps), steps)
  return slideTo((first + last - width) / 2, width, steps)
}
