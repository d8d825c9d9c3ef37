import type { ColourName } from './chart-spec.ts'

/** The colours of the present theme, as a canvas takes them. */
export interface Ink {
  readonly line: string
  readonly soft: string
  readonly panel: string
  /** Behind every chart. */
  readonly ground: string
  readonly font: string
  readonly colour: (name: ColourName) => string
}

/** Reads tokens.css as it applies to `element` now. */
export function readInk(element: Element): Ink {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim() || '#808080'
  return {
    line: token('line'),
    soft: token('soft'),
    panel: token('panel'),
    ground: token('bg'),
    font: style.fontFamily,
    colour: (name) => token(name),
  }
}

/** A `#rrggbb` colour with an opacity in [0, 1]. */
export function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255)
  return `${colour}${byte.toString(16).padStart(2, '0')}`
}
