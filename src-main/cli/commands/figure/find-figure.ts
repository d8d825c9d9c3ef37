import { CuspError, nearestName } from '#errors'
import type { FigureEntry } from '#contract'

/**
 * The saved figure that a person named: by its id, its name, or the beginning of its id.
 * @throws CuspError `figure.unknown`, with what there is; `input.invalid` where several are meant.
 */
export function findFigure(figures: readonly FigureEntry[], named: string): FigureEntry {
  const exact = figures.filter(({ id, name }) => id === named || name === named)
  const begun = named === '' ? [] : figures.filter(({ id }) => id.startsWith(named))
  const [only, another] = exact.length > 0 ? exact : begun
  if (only && !another) return only
  if (only) {
    const ids = figures.filter((one) => exact.includes(one) || begun.includes(one))
    const message = `"${named}" means several figures; give the id: ${ids.map(({ id }) => id).join(', ')}.`
    throw new CuspError('input.invalid', message, { place: named })
  }
  throw new CuspError('figure.unknown', `No figure "${named}"; ${hint(figures, named)}`, {
    place: named,
  })
}

function hint(figures: readonly FigureEntry[], named: string): string {
  if (figures.length === 0) return 'this data folder holds no figures yet.'
  const near = nearestName(
    named,
    figures.flatMap(({ id, name }) => [id, name]),
  )
  return near === undefined ? '"cusp figure list" lists them.' : `did you mean ${near}?`
}
