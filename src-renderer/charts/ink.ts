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

/** What was read last, and in which theme: tokens are the root's, and all charts share them. */
let known: { readonly theme: string | undefined; readonly ink: Ink } | undefined

/** Reads tokens.css as it applies now. */
export function readInk(): Ink {
  const { theme } = document.documentElement.dataset
  if (known?.theme === theme && known) return known.ink
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim() || '#808080'
  const colours = new Map<ColourName, string>()
  const ink: Ink = {
    line: token('line'),
    soft: token('soft'),
    panel: token('panel'),
    ground: token('bg'),
    font: getComputedStyle(document.body).fontFamily,
    colour: (name) => {
      const found = colours.get(name) ?? token(name)
      colours.set(name, found)
      return found
    },
  }
  known = { theme, ink }
  return ink
}

/** A `#rrggbb` colour with an opacity in [0, 1]. */
export function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255)
  return `${colour}${byte.toString(16).padStart(2, '0')}`
}
