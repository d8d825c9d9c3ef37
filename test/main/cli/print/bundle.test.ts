import { describe, expect, it } from 'vitest'
import type { Brought, BundlePreview } from '#contract'
import { formatBrought } from '../../../../src-main/cli/print/bundle.ts'

const nothing: Brought = {
  ...{ kind: 'brought', runs: [], curricula: [], comparisons: [], figures: [], reports: [] },
}
const preview = (runs: { id: string; name: string; standing: string }[] = []) =>
  ({ runs, curricula: [], comparisons: [], figures: [], reports: [] }) as unknown as BundlePreview

describe('cli/print/bundle', () => {
  it('counts what came in, each by its word, and leaves out what did not', () => {
    const many = { ...nothing, runs: Array.from({ length: 10 }, (_, i) => `r${i}`) }
    expect(formatBrought({ ...many, curricula: ['a', 'b'], figures: ['f'] }, preview())).toBe(
      '10 runs, 2 curricula, 1 figure brought in.',
    )
    expect(formatBrought({ ...nothing, curricula: ['a'] }, preview())).toBe(
      '1 curriculum brought in.',
    )
  })

  it('says where nothing came in, and what differs from what is here', () => {
    const runs = [
      { id: 'a', name: 'A', standing: 'same' },
      { id: 'b', name: 'B', standing: 'differs' },
    ]
    expect(formatBrought(nothing, preview(runs))).toBe(
      'Nothing brought in; 1 here before.\nb (B) differs from the one here, which stays.',
    )
  })
})
