import type { Comparison } from '#contract'
import { formatPlural } from '../../wording/index.ts'

interface FinishedClaim {
  readonly name: string
  readonly title: string
  readonly claim: string
  /** Its finished runs in this data folder. */
  readonly runs: readonly string[]
}

export interface ComparedClaim extends FinishedClaim {
  /** How many of its runs are compared. */
  readonly compared: number
}

/** The claims that two or more of the compared runs put to the test. */
export function claimsAmong(
  { runs }: Pick<Comparison, 'runs'>,
  claims: readonly FinishedClaim[],
): ComparedClaim[] {
  return claims
    .map((claim) => ({
      ...claim,
      compared: runs.filter(({ study }) => study === claim.name).length,
    }))
    .filter(({ compared }) => compared > 1)
}

/** A verdict is of all runs of a study, whatever is looked at. */
export function partWords(compared: number, all: number): string {
  return `what the runs that ship say; ${compared} of its ${formatPlural(all, 'run')} compared here`
}
