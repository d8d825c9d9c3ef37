import type { PaletteName } from './layout.ts'

/**
 * Eight colours each. Okabe and Ito's are told apart by people who see red and green alike, here
 * without the yellow, which is faint on a light ground, and with a grey for what is beside the point;
 * `bright` is Paul Tol's scheme of that name, in its order, with black as the eighth.
 */
const palettes: Readonly<Record<PaletteName, readonly string[]>> = {
  'okabe-ito': [
    ...['#0072b2', '#d55e00', '#009e73', '#cc79a7'],
    ...['#e69f00', '#56b4e9', '#6b6b6b', '#000000'],
  ],
  bright: [
    ...['#4477aa', '#ee6677', '#228833', '#ccbb44'],
    ...['#66ccee', '#aa3377', '#bbbbbb', '#000000'],
  ],
  grey: [
    ...['#000000', '#6e6e6e', '#9c9c9c', '#3d3d3d'],
    ...['#858585', '#b3b3b3', '#555555', '#232323'],
  ],
}

export function colourOf(index: number, palette: PaletteName = 'okabe-ito'): string {
  const colours = palettes[palette]
  return colours[index % colours.length]
}

export const ink = {
  text: '#1c1c1c',
  faint: '#5c5c5c',
  grid: '#e3e3e3',
  frame: '#8a8a8a',
  ground: '#ffffff',
}
