import { formatPath } from '#errors'

/** Settings by which some specs differ. */
export interface SpecDiff {
  /** One entry a differing leaf: its path, and its value in each spec as JSON, `absent` for none. */
  readonly differences: readonly { readonly path: string; readonly values: readonly string[] }[]
  /** Leaves that every spec has with one value. */
  readonly alike: readonly { readonly path: string; readonly value: string }[]
  /** How many leaves there are over all specs, alike or not. */
  readonly settingsInAll: number
}

/** Stands for a setting that a spec does not have. */
export const absent = '—'

/** Differing paths only, nested ones too, in the order in which the specs first mention them. */
export function diffSpecs(...specs: readonly object[]): SpecDiff {
  const leaves = specs.map((spec) => leavesOf(spec, []))
  const paths = [...new Set(leaves.flatMap((of) => [...of.keys()]))]
  const rows = paths.map((path) => ({
    path,
    values: leaves.map((of) => of.get(path) ?? absent),
  }))
  const isAlike = ({ values }: (typeof rows)[number]) => new Set(values).size === 1
  return {
    differences: rows.filter((row) => !isAlike(row)),
    alike: rows.filter(isAlike).map(({ path, values }) => ({ path, value: values[0] })),
    settingsInAll: paths.length,
  }
}

/** Each leaf's JSON by its path; an empty list or object holds no setting. */
function leavesOf(value: unknown, path: readonly (string | number)[]): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    return new Map(value === undefined ? [] : [[formatPath(path), JSON.stringify(value)]])
  }
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...(value as unknown[]).entries()]
    : Object.entries(value)
  return new Map(entries.flatMap(([key, child]) => [...leavesOf(child, [...path, key])]))
}
