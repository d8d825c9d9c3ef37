import { directionOf, parseMeasure, sortFields, type Direction, type View } from '#contract'

/** How the list of runs is looked at before anyone has arranged it. */
export const plainView: View = {
  where: '',
  sort: { by: 'made', descending: true },
  grouped: false,
  fields: ['state', 'seed', 'progress', 'made'],
  columns: ['clean', 'adversarial', 'spatial'],
  turned: [],
  spark: 'loss',
  baseline: null,
}

/** Whether more or less of a column is better: as people said, else as its name says. */
export function directionIn({ turned }: Pick<View, 'turned'>, column: string): Direction {
  const measure = parseMeasure(column)
  const usual = measure ? directionOf(measure) : 'maximise'
  if (!turned.includes(column)) return usual
  return usual === 'maximise' ? 'minimise' : 'maximise'
}

/** The view after a click on a column's heading: numbers begin with the best, a second click turns. */
export function sortedBy(view: View, by: string): View {
  const isSame = view.sort.by === by
  const isText = ['name', 'state', 'curriculum', 'model', 'objective', 'group', 'study'].includes(
    by,
  )
  const isField = sortFields.some((field) => field === by)
  const first = isField ? !isText : directionIn(view, by) === 'maximise'
  return { ...view, sort: { by, descending: isSame ? !view.sort.descending : first } }
}

/** What was kept of a view by an older or newer Cusp, made whole; undefined where it is none. */
export function asView(stored: unknown): View | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const view = { ...plainView, ...(stored as Partial<View>) }
  const isSound =
    typeof view.where === 'string' &&
    typeof view.sort.by === 'string' &&
    [view.fields, view.columns, view.turned].every(Array.isArray)
  return isSound ? view : undefined
}
