/**
 * Okabe and Ito's colours, told apart by people who see red and green alike; without the yellow,
 * which is faint on a light ground, and with a grey for what is beside the point.
 */
const colours = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#6b6b6b',
  '#000000',
]

export const colourOf = (index: number): string => colours[index % colours.length]

export const ink = {
  text: '#1c1c1c',
  faint: '#5c5c5c',
  grid: '#e3e3e3',
  frame: '#8a8a8a',
  ground: '#ffffff',
}
