import type { LaboratoryChoice, LaboratoryModel } from '#contract'
import { formatCount } from '../../wording/index.ts'
import { starterSpec } from '../curriculum/starter.ts'
import type { Setting } from './setting.ts'

/** Stands among ids of runs for the small network on digits that nobody has trained. */
export const untrained = 'untrained'

export function optionsOf(
  choices: readonly LaboratoryChoice[],
): { value: string; label: string }[] {
  return [
    ...choices.map(({ run, name, architecture, step, totalSteps }) => {
      const place = totalSteps === 0 ? 'imported' : `step ${formatCount(step)}`
      return { value: run, label: `${name}, ${architecture}, ${place}` }
    }),
    { value: untrained, label: 'untrained, on digits' },
  ]
}

/** The run that is asked: the one of the address, else the newest that keeps a checkpoint. */
export function runOf({ run }: Setting, choices: readonly LaboratoryChoice[]): string {
  return run ?? choices[0]?.run ?? untrained
}

/** The checkpoints a run keeps, the newest first; none where there is no choice. */
export function checkpointsOf(
  run: string,
  choices: readonly LaboratoryChoice[],
): { value: string; label: string }[] {
  const steps = choices.find((choice) => choice.run === run)?.steps ?? []
  if (steps.length < 2) return []
  return steps.toReversed().map((step, i) => ({
    value: i === 0 ? newest : String(step),
    label: `${formatCount(step)}${i === 0 ? ' (newest)' : ''}`,
  }))
}

/** Stands for a run's newest checkpoint, whichever that is. */
export const newest = 'newest'

/** @param run of `runOf`. */
export function modelOf(
  run: string,
  { step }: Setting,
  choices: readonly LaboratoryChoice[],
): LaboratoryModel {
  if (run === untrained) return { kind: 'fresh', spec: starterSpec('untrained') }
  const at = step ?? choices.find((choice) => choice.run === run)?.step
  return { kind: 'run', run, ...(at !== undefined && { step: at }) }
}
