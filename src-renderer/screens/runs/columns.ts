import { parseMeasure, sortFields, type SortField, type View } from '#contract'

interface FieldColumn {
  readonly title: string
  /** Pixels. */
  readonly width: number
  readonly isNumber: boolean
}

/** Text columns, in the order they are shown. */
export const fieldColumns: Readonly<Record<Exclude<SortField, 'name'>, FieldColumn>> = {
  state: { title: 'State', width: 104, isNumber: false },
  curriculum: { title: 'Curriculum', width: 150, isNumber: false },
  model: { title: 'Model', width: 110, isNumber: false },
  objective: { title: 'Loss', width: 110, isNumber: false },
  group: { title: 'Group', width: 120, isNumber: false },
  study: { title: 'Study', width: 110, isNumber: false },
  seed: { title: 'Seed', width: 62, isNumber: true },
  progress: { title: 'Progress', width: 150, isNumber: false },
  time: { title: 'Time', width: 90, isNumber: true },
  made: { title: 'Made', width: 112, isNumber: true },
  ended: { title: 'Ended', width: 112, isNumber: true },
}
export const fieldChoices = sortFields.filter((field) => field !== 'name')

/** Widths of all columns in order: choice, name, seed, pictures, measures, other fields. */
export function widthsOf({ fields, columns, grouped, baseline, spark }: View): number[] {
  const number = (grouped ? 156 : 78) + (baseline === null ? 0 : 66)
  return [
    ...[34, 250],
    ...leadingFields(fields).map((field) => fieldColumns[field].width),
    76,
    ...(spark === null ? [] : [92]),
    ...columns.map((column) => Math.max(number, 7 * measureTitle(column).length + 26)),
    ...trailingFields(fields).map((field) => fieldColumns[field].width),
  ]
}

/** What tells runs of one name apart stands beside it, before what may be out of sight. */
export function leadingFields(fields: readonly SortField[]): readonly 'seed'[] {
  return fields.includes('seed') ? ['seed'] : []
}

/** The other fields of a view, after its measures; the name is there always. */
export function trailingFields(fields: readonly SortField[]): Exclude<SortField, 'name'>[] {
  return fieldChoices.filter((field) => field !== 'seed' && fields.includes(field))
}

const words: Readonly<Record<string, string>> = {
  clean: 'Clean',
  adversarial: 'Adversarial',
  spatial: 'Spatial',
  worstCase: 'Worst case',
  corruption: 'Corruption',
  adversarialInvariance: 'Adv. invariance',
  spatialInvariance: 'Spat. invariance',
  worstCaseInvariance: 'Worst invariance',
  loss: 'Loss',
  trainAccuracy: 'Accuracy as trained',
  cleanAccuracy: 'Clean, probed',
  adversarialAccuracy: 'Adversarial, probed',
  spatialAccuracy: 'Spatial, probed',
  rotation: 'Rotated',
  translation: 'Shifted',
  budget: 'Spatial budget',
}

/** A measure's heading: "Adversarial, ε 8/255", "Loss, best". */
export function measureTitle(column: string): string {
  const measure = parseMeasure(column)
  if (!measure) return column
  const { name, reading } = measure
  const [, strength] = /@([\d./]*\d)/.exec(column) ?? []
  const at =
    strength === undefined
      ? ''
      : name === 'rotation'
        ? ` ±${strength}°`
        : name === 'translation'
          ? ` ±${strength} px`
          : name === 'budget'
            ? ` ${strength}`
            : `, ε ${strength}`
  const read =
    typeof reading === 'object'
      ? `, step ${reading.step}`
      : reading === 'last'
        ? ''
        : `, ${reading}`
  return `${words[name] ?? name.replace(/^setting\./, 'Setting ')}${at}${read}`
}

/** What a column's numbers are of: adversarial is orange, spatial blue, everywhere. */
export function familyOf(column: string): 'adversarial' | 'spatial' | null {
  const name = parseMeasure(column)?.name ?? ''
  if (/^adv/i.test(name)) return 'adversarial'
  return /^(spat|rotation|translation|budget)/i.test(name) ? 'spatial' : null
}
