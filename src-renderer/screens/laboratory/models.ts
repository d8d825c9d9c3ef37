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
    { value: untrained, label: 'an untrained small network on digits' },
  ]
}

/** The run that is asked: the one of the address, else the newest that keeps a checkpoint. */
export function runOf({ run }: Setting, choices: readonly LaboratoryChoice[]): string {
  return run ?? choices[0]?.run ?? untrained
}

/** @param run of `runOf`. */
export function modelOf(
  run: string,
  { step }: Setting,
  choices: readonly LaboratoryChoice[],
): LaboratoryModel {
  if (run === untrained) return { kind: 'fresh', spec: starterSpec('untrained') }
  const newest = choices.find((choice) => choice.run === run)?.step
  const at = step ?? newest
  return { kind: 'run', run, ...(at !== undefined && { step: at }) }
}
