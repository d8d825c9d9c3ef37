import type { AttackOutcome } from '#trainer'
import type { Case } from './cases.ts'

/** What one run of an attack left, ours or a peer's. */
export interface Found {
  readonly prediction: ArrayLike<number>
  /** Mean cross-entropy of the perturbed inputs. */
  readonly loss: number
  /** Length of each perturbation by norm; of ours it is held by the attack itself. */
  readonly length?: { readonly linf: readonly number[]; readonly l2: readonly number[] }
}

/** One peer's answer beside ours. */
export interface Agreement {
  readonly case: string
  readonly library: string
  /** Images still right after the attack, mean over repeats; null where a formula is compared. */
  readonly ours: number | null
  readonly theirs: number | null
  /** Relative difference of the losses; null where an attack draws, or stops at the first error. */
  readonly loss: number | null
  readonly agrees: boolean
}

/** Rounding of float32 pixels beyond the radius. */
const rounding = 1e-5

/** Images that a run leaves right: neither misread, nor moved further than the case allows. */
export function rightAfter({ ball }: Case, labels: ArrayLike<number>, found: Found): number {
  let right = 0
  for (let i = 0; i < labels.length; i++) {
    const { length } = found
    const isInside = !ball || !length || length[ball.norm][i] <= ball.epsilon + rounding
    if (found.prediction[i] === labels[i] || !isInside) right++
  }
  return right
}

/** Holds ours to a peer's: within one image, and losses within 1 % where nothing is drawn. */
export function compare(
  subject: Case,
  library: string,
  labels: ArrayLike<number>,
  runs: { readonly ours: readonly Found[]; readonly theirs: readonly Found[] },
): Agreement {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const ours = mean(runs.ours.map((found) => rightAfter(subject, labels, found)))
  const theirs = mean(runs.theirs.map((found) => rightAfter(subject, labels, found)))
  const loss = subject.comparesLoss
    ? Math.abs(runs.ours[0].loss - runs.theirs[0].loss) / runs.theirs[0].loss
    : null
  const agrees = Math.abs(ours - theirs) <= 1 && (loss === null || loss <= 0.01)
  return { case: subject.name, library, ours, theirs, loss, agrees }
}

/** Our outcome in the peers' terms. */
export function foundOf({ prediction, loss }: AttackOutcome): Found {
  return { prediction, loss: loss.reduce((sum, each) => sum + each, 0) / loss.length }
}
