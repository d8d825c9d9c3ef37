import { bundleOfDraft, draft, type Draft, type Run, type Series } from './forge.ts'

/** A bundle, the place that its refusal names, and what that says. */
export type Hostile = readonly [string, () => Buffer, string, RegExp]

/** A bundle with its documents changed, its hashes true. */
export const withRun = (change: (run: Run, metrics: Series) => void) => () =>
  bundleOfDraft(draft(change))

/** A bundle with its items or its manifest changed. */
export const withDraft = (change: (made: Draft) => void) => () => {
  const made = draft()
  change(made)
  return bundleOfDraft(made)
}

export const withItem = (path: string) =>
  withDraft(({ items }) => {
    items.push({ path, kind: 'shelf', contents: Buffer.from('{}') })
  })
