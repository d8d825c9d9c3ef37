import { formatEpsilon, type LaboratoryChoice, type LaboratoryModel, type Preview } from '#contract'
import { formatCount, formatPlural } from '../../wording/index.ts'

/** Stands for the weights that a run begins with, among ids of runs. */
export const untrained = ''

/** Who may predict: nobody trained yet, then the checkpoints that take the same images. */
export function modelOptions(
  choices: readonly LaboratoryChoice[],
): { value: string; label: string }[] {
  const fitting = choices.filter(({ fits }) => fits !== 'other')
  return [
    ...fitting.map(({ run, name, step, totalSteps, architecture, fits }) => ({
      value: run,
      label: `${name}, ${placeOf(step, totalSteps)}${fits === 'same-model' ? '' : `, ${architecture}`}`,
    })),
    { value: untrained, label: 'untrained weights' },
  ]
}

function placeOf(step: number, totalSteps: number): string {
  if (totalSteps === 0) return 'imported'
  return step === totalSteps ? 'trained' : `step ${formatCount(step)}`
}

/** The run that predicts: the chosen one while it is there, else the newest of the very same model. */
export function predictorOf(
  choices: readonly LaboratoryChoice[],
  chosen: string | null,
): LaboratoryChoice | undefined {
  const fitting = choices.filter(({ fits }) => fits !== 'other')
  if (chosen === untrained) return undefined
  return (
    fitting.find(({ run }) => run === chosen) ?? fitting.find(({ fits }) => fits === 'same-model')
  )
}

/** @returns undefined for the weights that the spec itself begins with. */
export function modelOf(predictor: LaboratoryChoice | undefined): LaboratoryModel | undefined {
  return predictor && { kind: 'run', run: predictor.run, step: predictor.step }
}

/** What is done to the images, in the order it is done: "±30° and ±2 px, then ε = 0.1 in 7 steps". */
export function describeTreatment(
  settings: Preview['settings'],
  order: 'spatial-then-adversarial' | 'adversarial-through-spatial',
): string {
  const { rotation, translation, spatialShare } = settings
  const { epsilon, attackSteps, adversarialShare } = settings
  const moves = [
    ...(rotation > 0 ? [`±${plain(rotation)}°`] : []),
    ...(translation > 0 ? [`±${plain(translation)} px`] : []),
  ]
  const spatial =
    moves.length > 0 && spatialShare > 0 ? `${moves.join(' and ')}${shareOf(spatialShare)}` : ''
  const adversarial =
    epsilon > 0 && adversarialShare > 0
      ? `ε = ${formatEpsilon(epsilon)} in ${formatPlural(attackSteps, 'step')}${shareOf(adversarialShare)}`
      : ''
  if (spatial === '' && adversarial === '') return 'clean images'
  if (spatial === '' || adversarial === '') return spatial + adversarial
  return order === 'spatial-then-adversarial'
    ? `${spatial}, then ${adversarial}`
    : `${adversarial} through ${spatial}`
}

const plain = (value: number): string => String(Number(value.toPrecision(3)))

function shareOf(share: number): string {
  return share === 1 ? '' : ` for ${Math.round(share * 100)} %`
}

/** How the strip reads in a sentence. */
export function describeStrip({ images, classes }: Preview): string {
  const wrong = images.filter(({ label, prediction }) => label !== prediction)
  const nameOf = (label: number): string => classes[label] ?? String(label)
  const flips = wrong.map(({ label, prediction }) => `a ${nameOf(label)} as ${nameOf(prediction)}`)
  const counted = `${wrong.length} of ${images.length} misread`
  return flips.length === 0 ? counted : `${counted}: ${flips.join(', ')}`
}

/** A probability as the strip writes it: ".97", "1.0". */
export function shortly(probability: number): string {
  return probability >= 0.995 ? '1.0' : probability.toFixed(2).replace(/^0/, '')
}
