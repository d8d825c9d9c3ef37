import {
  differenceLabels,
  groupLabels,
  type Comparison,
  type FigureSpec,
  type PlotGroup,
} from '#contract'
import { CuspError } from '#errors'

type Trained = PlotGroup & Comparison['groups'][number]

/** The groups of a figure, those left out among them, each with its name in the legend. */
export function groupsOf(
  comparison: Comparison,
  { legend }: Pick<FigureSpec, 'legend'>,
): readonly Trained[] {
  const names = legend.names === 'names' ? groupLabels(comparison) : differenceLabels(comparison)
  return comparison.groups.map((group, place) => {
    const own = group.runs.map((id) => legend.labels[id]).find((label) => label?.trim())
    return { ...group, place, label: own?.trim() ?? names.get(group.id) ?? group.name }
  })
}

/**
 * Those that are drawn.
 * @throws CuspError `input.invalid` where two have one name: a name has one look.
 */
export function shownGroups(
  groups: readonly Trained[],
  { hidden }: Pick<FigureSpec, 'hidden'>,
): readonly Trained[] {
  const shown = groups.filter(({ runs }) => !runs.some((id) => hidden.includes(id)))
  const twice = shown.find(({ label }, i) => shown.findIndex((one) => one.label === label) !== i)
  if (!twice) return shown
  const message = `legend.labels: two groups are called "${twice.label}"; each needs a name of its own.`
  throw new CuspError('input.invalid', message, { place: 'legend.labels' })
}
