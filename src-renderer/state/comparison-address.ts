import { comparisonViewSchema, type ComparisonView } from '#contract'

/** What a comparison shows when its address says nothing. */
export const plainComparison: ComparisonView = comparisonViewSchema.parse({})

/** The part of an address that says how runs are compared; empty for the plain view. */
export function formatView(view: ComparisonView): string {
  const parts: [key: string, value: string | readonly string[] | undefined, plain?: unknown][] = [
    ['group', view.grouping],
    ['baseline', view.baseline],
    ['hidden', view.hidden, plainComparison.hidden],
    ['metrics', view.metrics],
    ['over', view.over, plainComparison.over],
    ['smoothing', String(view.smoothing), String(plainComparison.smoothing)],
    ['band', view.band, plainComparison.band],
    ['axes', view.tradeOff, plainComparison.tradeOff],
  ]
  return parts
    .filter(([, value, plain]) => value !== undefined && String(value) !== String(plain))
    .flatMap(([key, value = []]) => {
      // A list names its key again for each part, and once for none: no part is a separator.
      const texts = typeof value === 'string' ? [value] : value.length === 0 ? [''] : value
      return texts.map((text) => `${key}=${encodeURIComponent(text)}`)
    })
    .join('&')
}

/** Reads what `formatView` wrote; a part that means nothing is passed over. */
export function parseView(query: URLSearchParams): ComparisonView {
  const list = (key: string): string[] | undefined =>
    query.has(key) ? query.getAll(key).filter((part) => part !== '') : undefined
  const text = (key: string): string | undefined => query.get(key) ?? undefined
  const smoothing = text('smoothing')
  const written = {
    grouping: text('group'),
    baseline: text('baseline'),
    hidden: list('hidden'),
    metrics: list('metrics'),
    over: text('over'),
    smoothing: smoothing === undefined ? undefined : Number(smoothing),
    band: text('band'),
    tradeOff: list('axes'),
  }
  const valid = Object.entries(written).filter(
    ([key, value]) =>
      value !== undefined && comparisonViewSchema.safeParse({ [key]: value }).success,
  )
  return comparisonViewSchema.parse(Object.fromEntries(valid))
}
