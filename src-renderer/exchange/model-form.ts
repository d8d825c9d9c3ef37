import type { DatasetEntry } from '#contract'
import type { Told } from './model-job.svelte.ts'

type Normalisation = NonNullable<Told['normalisation']>

/** What the form of a model has, as it was typed. */
export interface ModelDraft {
  /** Of the run; the file's where it is empty. */
  readonly name: string
  /** Name of the dataset whose images the model is for. */
  readonly dataset: string
  readonly pixels: 'plain' | 'normalised'
  readonly mean: string
  readonly deviation: string
}

export const emptyDraft: ModelDraft = {
  ...{ name: '', dataset: 'digits', pixels: 'plain', mean: '0.5', deviation: '0.5' },
}

/** What is told of a model, or a sentence on what of the form cannot be. */
export function toldOf(draft: ModelDraft, dataset: DatasetEntry | undefined): Told | string {
  const source =
    !dataset || dataset.kind === 'shipped'
      ? ({ kind: 'digits' } as const)
      : ({ kind: 'stored', name: dataset.name } as const)
  const name = draft.name.trim()
  const told = { ...(name !== '' && { name }), dataset: { source, seed: 0 } }
  if (draft.pixels === 'plain') return told
  const normalisation = readNormalisation(draft, dataset?.shape.channels ?? 1)
  return typeof normalisation === 'string' ? normalisation : { ...told, normalisation }
}

/** Each line has one number, or one a channel, of pixels in [0, 1]. */
function readNormalisation(draft: ModelDraft, channels: number): Normalisation | string {
  const counts = channels === 1 ? 'one number belongs' : `one number, or ${channels}, belong`
  const [mean, deviation] = [numbersIn(draft.mean), numbersIn(draft.deviation)]
  const fits = (numbers: readonly number[] | null): numbers is number[] =>
    numbers !== null && (numbers.length === 1 || numbers.length === channels)
  if (!fits(mean)) return `Mean “${draft.mean}”: ${counts} there, such as 0.5.`
  if (!fits(deviation)) return `Standard deviation “${draft.deviation}”: ${counts} there.`
  if (mean.some((value) => value < 0 || value > 1))
    return `Mean “${draft.mean}”: it is of pixels from 0 to 1; 127.5 of 255 is 0.5.`
  if (deviation.some((value) => value <= 0 || value > 1))
    return `Standard deviation “${draft.deviation}”: it is above 0, at most 1, of pixels from 0 to 1.`
  return { mean, standardDeviation: deviation }
}

/** Numbers set apart by commas or spaces; null where a part of the text is none. */
function numbersIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const numbers = parts.map(Number)
  return parts.length > 0 && numbers.every(Number.isFinite) ? numbers : null
}
