import type { RunSpec } from '#contract'
import type { FormField } from './form-field.ts'
import { formOf } from './spec-form.ts'

/** Parts of a spec that are told under their own title: their settings need not say it again. */
const titled = ['dataset', 'model', 'attack', 'probe', 'evaluation']

/** How a setting is called and shown where its path and its JSON would be. */
export interface SettingWords {
  readonly what: string
  readonly from: string
  readonly to: string
}

/**
 * A difference of two specs in the words of the form, where it has a field for it.
 * @param path into a spec, as `optimiser.kind`; @param from and `to` as JSON, or a dash for nothing.
 */
export function wordsOf(
  path: string,
  specs: readonly RunSpec[],
  { from, to }: { from: string; to: string },
): SettingWords {
  const field = specs
    .flatMap((spec) => formOf(spec).flatMap(({ fields }) => fields))
    .find((each) => each.path.join('.') === path)
  const said = (value: string): string => valueWords(value, field)
  return { what: field?.label ?? pathWords(path), from: said(from), to: said(to) }
}

function valueWords(value: string, field: FormField | undefined): string {
  const plain = /^"(.*)"$/.exec(value)?.[1] ?? value
  if (field?.kind === 'flag') return plain === 'true' ? 'yes' : plain === 'false' ? 'no' : plain
  if (field?.kind !== 'choice') return plain
  return field.options.find((option) => option.value === plain)?.label ?? plain
}

/** "evaluation.plans[0].stepSize" → "Plan 1, step size". */
function pathWords(path: string): string {
  const parts = path.split('.')
  const told = parts.length > 1 && titled.includes(parts[0] ?? '') ? parts.slice(1) : parts
  const words = told.map((part) =>
    part
      .replace(/s?\[(\d+)\]/g, (_, at: string) => ` ${Number(at) + 1}`)
      .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  )
  const text = words.join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
