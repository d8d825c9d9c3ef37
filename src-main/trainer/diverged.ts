import { laneNames, type Settings } from '#curriculum'
import { CuspError } from '#errors'
import type { Snapshot } from './engine.ts'

/** The error of a run whose loss or weights stopped being numbers, naming what held at that step. */
export function diverged(
  what: string,
  step: number,
  settings: Settings,
  lastGood: number | undefined,
): CuspError {
  const lanes = laneNames.map((lane) => `${lane} ${settings[lane]}`).join(', ')
  const saved =
    lastGood === undefined
      ? 'no checkpoint was saved'
      : `the last good checkpoint is of step ${lastGood}`
  return new CuspError(
    'run.diverged',
    `Training diverged: ${what} in step ${step} (${lanes}); ${saved}. ` +
      'A lower learning rate or a slower rise of epsilon usually helps.',
    { place: `step ${step}` },
  )
}

/** The first array of a training that holds NaN or an infinity, if one does. */
export function firstBroken({
  weights,
  optimiser,
  averages = [],
  carried = [],
}: Snapshot): string | undefined {
  return [...weights, ...optimiser, ...averages, ...carried].find(
    ({ values }) => !values.every(Number.isFinite),
  )?.name
}
