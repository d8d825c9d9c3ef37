import { laneAt, type LaneName, type ResolvedCurriculum } from '#curriculum'
import type { RunSpec } from '../run-spec.ts'

/** A change that answers a piece of advice. */
export interface Fix {
  /** What it does, in the imperative: "Evaluate up to ε = 8/255". */
  readonly title: string
  make(spec: RunSpec): RunSpec
}

/** Something to look at before a run. A problem keeps the run from starting, a note does not. */
export interface Advice {
  readonly kind:
    | 'problem'
    | 'beyondEvaluation'
    | 'notEvaluated'
    | 'nothingBeyond'
    | 'outOfReach'
    | 'jump'
    | 'deadLane'
  readonly tone: 'problem' | 'note'
  /** One sentence, with a capital and a stop. */
  readonly text: string
  /** Where on the timeline it is to be seen: a lane, and a step of it. */
  readonly at?: { readonly lane: LaneName; readonly step?: number }
  readonly fixes: readonly Fix[]
}

/** Points at which a curve is looked at between its keys. */
const looks = 64

/** The highest value of a lane; it lies at a key or, under a bezier, near one of the looks. */
export function peakOf(curriculum: ResolvedCurriculum, lane: LaneName): number {
  return Math.max(...valuesOf(curriculum, lane))
}

/** Values of a lane at its keys and evenly over the run. */
export function valuesOf(curriculum: ResolvedCurriculum, lane: LaneName): readonly number[] {
  const { steps } = curriculum.extent
  const keys = curriculum.lanes[lane] ?? []
  const even = Array.from({ length: looks }, (_, i) => (i * Math.max(0, steps - 1)) / (looks - 1))
  const places = [...even, ...keys.map(({ step }) => step).filter((step) => step < steps)]
  return places.map((step) => laneAt(curriculum, lane, step))
}

/** `spec` with its lanes' keys passed through `change`. */
export function withKeys(
  spec: RunSpec,
  lane: LaneName,
  change: (
    keys: NonNullable<RunSpec['curriculum']['lanes'][LaneName]>,
  ) => NonNullable<RunSpec['curriculum']['lanes'][LaneName]>,
): RunSpec {
  const keys = change(spec.curriculum.lanes[lane] ?? [])
  const { [lane]: _old, ...others } = spec.curriculum.lanes
  const lanes = keys.length > 0 ? { ...spec.curriculum.lanes, [lane]: keys } : others
  return { ...spec, curriculum: { ...spec.curriculum, lanes } }
}
