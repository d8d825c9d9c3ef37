// Writes src-main/figure/inter.json: the outlines of the letters that figures are lettered with, so that
// a figure looks the same wherever it is opened, with no font at hand. Run it by
// `node build/glyphs.mjs` where the set below or the version of Inter changes; its output is committed.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSync } from 'fontkit'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const weights = { regular: 'Regular', strong: 'SemiBold' }

/** Latin with its accents, Greek, Cyrillic, and the signs of numbers and units. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x218, 0x21b],
  [0x384, 0x3ce],
  [0x400, 0x45f],
]
const signs = '–—‘’‚“”„•…‰′″←↑→↓↔∆∑−√∞≈≠≤≥⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉ℓ€№☓✕▲▼◆●■'

const letters = [
  ...ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  ),
  ...signs,
]

/** A glyph as its width, where its outline begins, and the rest of it in steps from there. */
function glyphOf(font, letter) {
  const codePoint = letter.codePointAt(0)
  if (!font.hasGlyphForCodePoint(codePoint)) return []
  const glyph = font.glyphForCodePoint(codePoint)
  return [[letter, [Math.round(glyph.advanceWidth), ...outlineOf(glyph.path.commands)]]]
}

function outlineOf(commands) {
  let [x, y] = [0, 0]
  let start = null
  let [startX, startY] = [0, 0]
  let text = ''
  const names = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c' }
  for (const { command, args } of commands) {
    if (command === 'closePath') {
      text += 'z'
      ;[x, y] = [startX, startY]
      continue
    }
    // SVG's y points down.
    const at = args.map((value, i) => Math.round(i % 2 === 0 ? value : -value))
    const [toX, toY] = at.slice(-2)
    if (start === null) start = at
    else text += names[command] + inRow(at.map((value, i) => value - (i % 2 === 0 ? x : y)))
    ;[x, y] = [toX, toY]
    if (command === 'moveTo') [startX, startY] = [x, y]
  }
  return start === null ? [] : [...start, text]
}

/** Numbers in a row; a minus parts them as well as a space does. */
function inRow(numbers) {
  return numbers.map((value, i) => (i > 0 && value >= 0 ? ` ${value}` : String(value))).join('')
}

/** How much closer two letters stand than their widths say. */
function kerningOf(font) {
  // Numbers keep their spacing: those of one axis stand below each other.
  const ascii = letters.filter((letter) => letter > ' ' && letter <= '~' && !/[0-9.,]/.test(letter))
  const pairs = {}
  for (const left of ascii)
    for (const right of ascii) {
      const run = font.layout(left + right, { kern: true, calt: false, liga: false })
      if (run.glyphs.length !== 2) continue
      const nearer = Math.round(run.positions[0].xAdvance - run.glyphs[0].advanceWidth)
      if (nearer !== 0) pairs[left + right] = nearer
    }
  return pairs
}

const faces = Object.entries(weights).map(([name, style]) => {
  const font = openSync(join(root, 'node_modules', 'inter-ui', 'web', `Inter-${style}.woff2`))
  const glyphs = Object.fromEntries(letters.flatMap((letter) => glyphOf(font, letter)))
  return [name, { unitsPerEm: font.unitsPerEm, glyphs, kerning: kerningOf(font) }]
})
const file = join(root, 'src-main', 'figure', 'inter.json')
writeFileSync(file, `${JSON.stringify(Object.fromEntries(faces))}\n`)
console.log(`${file}: ${letters.length} letters asked for`)
