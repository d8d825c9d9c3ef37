import { CuspError } from '#errors'

/** The step of a checkpoint as a person writes it. @throws CuspError `input.invalid`. */
export function readStep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const step = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(step)) return step
  const message = `--step is "${text}"; the training step of a checkpoint belongs here, as 1240.`
  throw new CuspError('input.invalid', message, { place: '--step' })
}
