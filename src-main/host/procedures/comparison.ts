import {
  correctUnder,
  diffSpecs,
  disagreement,
  hypervolume,
  mcnemar,
  paretoFront,
} from '#comparison'
import type { Comparison, Scores } from '#contract'
import type { EvaluationRow, RunRow } from '#store'
import { familyOf, planKey, type Protocol } from '#threat'
import { requireRun, summarise, type Desk } from '../desk.ts'
import { cleanOf, headlineOf } from '../results.ts'
import { warningsOf } from './comparison-warnings.ts'

type Family = Comparison['pairs'][number]['family']

/** A run with its last finished evaluation, if it has one. */
export interface Contender {
  readonly run: RunRow
  readonly scores: Scores | null
  readonly evaluation: EvaluationRow | null
  /** Per family, which images of the subset the run gets right under every headline plan. */
  readonly masks: Readonly<Partial<Record<Family, boolean[]>>>
}

/** The worst corner: a network that gets nothing right, under either kind of perturbation. */
const referencePoint: [number, number] = [0, 0]

/** Sets runs side by side on what was kept of their last evaluations. */
export function compareRuns(desk: Desk, ids: readonly string[]): Comparison {
  const contenders = [...new Set(ids)].map((id) => contender(desk, requireRun(desk, id)))
  const points = contenders.map(({ scores }) => pointOf(scores))
  const front = paretoFront(points, ['maximise', 'maximise'])
  const specs = contenders.map(({ run }) => desk.store.runs.spec(run.number))
  const { differences, settingsInAll } = diffSpecs(...specs)
  return {
    runs: contenders.map(({ run }) => summarise(desk, run)),
    differences: differences.map(({ path, values }) => ({ path, values: [...values] })),
    settingsInAll,
    front: front.map((position) => contenders[position].run.id),
    hypervolume:
      front.length === 0
        ? null
        : hypervolume(
            front.map((position) => points[position]),
            referencePoint,
          ),
    referencePoint,
    pairs: contenders.flatMap((a, i) => contenders.slice(i + 1).flatMap((b) => pairsOf(a, b))),
    warnings: warningsOf(contenders),
  }
}

function contender({ store }: Desk, run: RunRow): Contender {
  const finished = store.evaluations.ofRun(run.number).filter((row) => row.finishedAt !== null)
  const evaluation = finished.at(-1) ?? null
  if (!evaluation) return { run, scores: null, evaluation, masks: {} }
  const results = store.evaluations.results(evaluation.id)
  const headline = headlineOf(evaluation.protocol, results)
  const under = (family: Family) =>
    headline.filter(({ plan }) => familyOf(plan) === family).map(({ prediction }) => prediction)
  const clean = cleanOf(results)
  const predictions = {
    clean: clean ? [clean.prediction] : [],
    adversarial: under('adversarial'),
    spatial: under('spatial'),
  }
  const masks = Object.fromEntries(
    Object.entries(predictions).flatMap(([family, plans]) =>
      plans.length === 0 ? [] : [[family, correctUnder(evaluation.labels, plans)]],
    ),
  )
  return { run, scores: parsed(evaluation.scores), evaluation, masks }
}

/** A network of one answer is perfectly invariant: its point would be on every front. */
function pointOf(scores: Scores | null): [number, number] {
  if (!scores || scores.degenerate) return [NaN, NaN]
  return [scores.adversarial ?? NaN, scores.spatial ?? NaN]
}

function pairsOf(a: Contender, b: Contender): Comparison['pairs'] {
  if (!a.evaluation || a.evaluation.subsetHash !== b.evaluation?.subsetHash) return []
  const protocols = [a.evaluation.protocol, b.evaluation.protocol] as const
  const families: Family[] = ['clean', 'adversarial', 'spatial']
  return families.flatMap((family) => {
    const [right, other] = [a.masks[family], b.masks[family]]
    if (!right || !other || !isSameAttack(family, ...protocols)) return []
    const { onlyA, onlyB } = disagreement(right, other)
    return [{ a: a.run.id, b: b.run.id, family, onlyA, onlyB, p: mcnemar(onlyA, onlyB) }]
  })
}

/** Whether two protocols attack alike in a family: same plans, and same draws. */
export function isSameAttack(family: Family, a: Protocol, b: Protocol): boolean {
  const keys = (protocol: Protocol) =>
    JSON.stringify(
      protocol.plans
        .filter((plan) => familyOf(plan) === family)
        .map(planKey)
        .sort(),
    )
  return family === 'clean' || (a.seed === b.seed && keys(a) === keys(b))
}

function parsed(scores: string | null): Scores | null {
  return scores === null ? null : (JSON.parse(scores) as Scores)
}
