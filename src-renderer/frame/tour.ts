import type { Route } from '../state/index.ts'

/** A stop of the tour: where it leads and what is to be seen there. */
export interface TourStop {
  readonly title: string
  readonly text: string
  readonly to: Route
}

/** The tour of the first start, in the order a question is answered. */
export const tour: readonly TourStop[] = [
  {
    title: 'A study to start from',
    text: 'Three small networks, trained on real digits in under three minutes: plain, against attacks, and by a curriculum over attacks and rotations. One button runs them.',
    to: { screen: 'home' },
  },
  {
    title: 'Curricula',
    text: 'How hard training is, and when: a lane for each setting, keys you drag, and below them the cost. Open one and move a key; every drag can be undone, and done by keyboard.',
    to: { screen: 'curriculum', id: null },
  },
  {
    title: 'The queue',
    text: 'Runs are computed one after the other on this machine. Pause one, close the window or lose power: it goes on from its last checkpoint, with the same numbers.',
    to: { screen: 'queue' },
  },
  {
    title: 'Runs',
    text: 'All that was ever trained here, with clean, adversarial and spatial accuracy. Select two or more to compare them.',
    to: { screen: 'runs' },
  },
  {
    title: 'The comparison',
    text: 'The trade-off with its Pareto front, robustness curves, what differs in the settings, and the images on which runs disagree. Press F1 anywhere for help on a screen.',
    to: { screen: 'comparison', runs: [] },
  },
]
