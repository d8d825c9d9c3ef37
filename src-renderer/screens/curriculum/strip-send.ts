import type { Preview, RunSpec } from '#contract'
import type { AttackForm } from '../laboratory/attacks.ts'
import { startSetting, type Setting } from '../laboratory/setting.ts'

/**
 * The laboratory's setting for an image of the strip: the same network, and the attack that the
 * curriculum makes at that step, by the ranges it draws from. Its draws are the laboratory's own.
 */
export function settingOf(
  image: number,
  settings: Preview['settings'],
  { norm, stepSize }: Pick<RunSpec['attack'], 'norm' | 'stepSize'>,
  model: { readonly run: string; readonly step: number },
): Setting {
  const { epsilon, adversarialShare, rotation, translation, spatialShare } = settings
  const isMoved = spatialShare > 0 && (rotation > 0 || translation > 0)
  const isAttacked = adversarialShare > 0 && epsilon > 0
  const ball = {
    ...{ norm, epsilon, steps: settings.attackSteps },
    pace: paceOf(stepSize, epsilon, settings.attackSteps),
  }
  const range = { rotation, translation, draws: 1 }
  const form: Partial<AttackForm> =
    isMoved && isAttacked
      ? { attack: 'combined', ...ball, ...range }
      : isMoved
        ? { attack: 'spatial-random', ...range }
        : isAttacked
          ? { attack: 'pgd', ...ball, restarts: 1 }
          : { attack: 'clean' }
  const { run, step } = model
  return { ...startSetting, run, step, image, form: { ...startSetting.form, ...form } }
}

/** Length of a step as a factor of ε / steps, as the laboratory's form has it. */
function paceOf(stepSize: RunSpec['attack']['stepSize'], epsilon: number, steps: number): number {
  if ('relativeToEpsilon' in stepSize) return stepSize.relativeToEpsilon
  return epsilon === 0 ? startSetting.form.pace : (stepSize.absolute * steps) / epsilon
}
