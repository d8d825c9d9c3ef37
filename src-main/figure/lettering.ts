import inter from './inter.json' with { type: 'json' }
import { element, escape, round } from './svg.ts'

/** A glyph: its width, and where there is something to see its outline from (x, y) on. */
type Glyph = readonly [width: number, x: number, y: number, outline: string] | readonly [number]

interface Face {
  readonly unitsPerEm: number
  readonly glyphs: Readonly<Record<string, Glyph>>
  /** By two letters. */
  readonly kerning: Readonly<Record<string, number>>
}

// A tuple of a JSON file is an array to the compiler.
const faces = inter as unknown as Readonly<Record<Weight, Face>>

export type Weight = 'regular' | 'strong'

export interface Lettering {
  readonly x: number
  readonly y: number
  /** Height of the em, in the drawing's unit. */
  readonly size: number
  readonly fill: string
  readonly weight?: Weight
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Degrees, around (x, y). */
  readonly turn?: number
}

/** Width of an em-high letter that the face lacks, on the average of other scripts. */
const strange = 0.7

/** How wide words are, in the unit of `size`. */
export function widthOf(words: string, size: number, weight: Weight = 'regular'): number {
  const { unitsPerEm, glyphs } = faces[weight]
  const placed = placesOf(words, weight)
  if (placed) return (placed.width / unitsPerEm) * size
  const widths = [...words].map((letter) => (glyphs[letter]?.[0] ?? 0) / unitsPerEm || strange)
  return size * widths.reduce((sum, width) => sum + width, 0)
}

/**
 * Words as outlines, which look the same in a browser, a LaTeX document and Inkscape; the words stay
 * readable to machines as a label. Words with a letter that the face lacks are left to the reader's fonts.
 */
export function letter(words: string, lettering: Lettering): string {
  const { x, y, size, fill, weight = 'regular', anchor = 'start', turn = 0 } = lettering
  const placed = placesOf(words, weight)
  if (!placed) return asText(words, lettering)
  const scale = size / faces[weight].unitsPerEm
  const share = { start: 0, middle: 0.5, end: 1 }[anchor]
  const turned = turn === 0 ? '' : `rotate(${turn})`
  return element('path', {
    'aria-label': words,
    ...{ d: placed.outline(-share * placed.width), fill },
    transform: `translate(${round(x)} ${round(y)})${turned}scale(${Number(scale.toPrecision(5))})`,
  })
}

/** The glyphs in a row; null where one is missing. */
function placesOf(words: string, weight: Weight) {
  const { glyphs, kerning } = faces[weight]
  let [pen, last] = [0, '']
  const parts: { at: number; glyph: Glyph }[] = []
  for (const sign of words.normalize('NFC')) {
    if (!Object.hasOwn(glyphs, sign)) return null
    const glyph = glyphs[sign]
    pen += kerning[last + sign] ?? 0
    parts.push({ at: pen, glyph })
    pen += glyph[0]
    last = sign
  }
  return {
    width: pen,
    outline: (from: number) =>
      parts
        .map(({ at, glyph: [, x, y, outline] }) =>
          outline === undefined ? '' : `M${Math.round(from + at + (x ?? 0))} ${y}${outline}`,
        )
        .join(''),
  }
}

function asText(words: string, { x, y, size, fill, weight, anchor, turn = 0 }: Lettering): string {
  return element(
    'text',
    {
      ...{ x, y, fill, 'font-size': size, 'font-family': 'Inter, Arial, sans-serif' },
      ...(weight === 'strong' && { 'font-weight': 600 }),
      ...(anchor && anchor !== 'start' && { 'text-anchor': anchor }),
      ...(turn !== 0 && { transform: `rotate(${turn} ${round(x)} ${round(y)})` }),
    },
    escape(words),
  )
}
