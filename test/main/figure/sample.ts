import type { Figure, Layout, Series } from '#figure'

export const series: Series = {
  ...{ label: 'a <b> & "c"', colour: 0, shape: 'circle', line: 'solid' },
  means: [
    [0, 0],
    [10, 1],
  ],
  band: [
    [0, -0.1, 0.1],
    [10, 0.9, 1.1],
  ],
  points: [[5, 0.5]],
}

export const figure: Figure = {
  title: 'Rates',
  caption: 'Of three seeds.',
  note: 'mean ± sd over 3 seeds',
  rows: [
    [
      {
        title: 'one',
        x: { label: 'rotation (± degrees)', from: 0, to: 10 },
        y: { label: 'accuracy', from: 0, to: 1 },
        series: [series, { ...series, label: 'other', colour: 1, shape: 'cross', line: 'none' }],
      },
    ],
  ],
}

export const layout: Layout = { width: 8.4, height: 6.4, font: 8, palette: 'okabe-ito' }

/** The words that a figure shows, in the order drawn. */
export function wordsIn(svg: string): string[] {
  return [...svg.matchAll(/<path aria-label="([^"]*)"/g)].map(([, words]) => words)
}

/** Centres of the round marks of one colour, in points. */
export function circlesIn(svg: string, colour: string): (readonly [number, number, number])[] {
  const circle = new RegExp(
    `<circle cx="([\\d.]+)" cy="([\\d.]+)" r="([\\d.]+)" fill="${colour}"`,
    'g',
  )
  return [...svg.matchAll(circle)].map(([, x, y, r]) => [Number(x), Number(y), Number(r)])
}
