import type { Comparison } from '#contract'
import type { EvaluationRow } from '#store'
import type { Contender } from './contender.ts'
import type { Group } from './group.ts'
import { isSameAttack } from './pairs.ts'

type Warning = Comparison['warnings'][number]
type Evaluated = Contender & { readonly evaluation: EvaluationRow }

/** Why some numbers of these runs must not be compared: one sentence a reason. */
export function warningsOf(
  baseline: Group,
  groups: readonly Group[],
  collapsed: readonly string[],
): Warning[] {
  const all = groups.flatMap(({ members }) => members)
  const evaluated = all.filter((one): one is Evaluated => one.evaluation !== null)
  const first = evaluated.find((one) => baseline.members.includes(one)) ?? evaluated.at(0)
  return [
    ...warn(
      'evaluation',
      all.filter(({ evaluation }) => !evaluation),
      'has no finished evaluation, so it is on no front and in no pair',
    ),
    ...warn(
      'degenerate',
      all.filter(({ scores }) => scores?.degenerate),
      'answers with nearly one class, so its rates mean nothing: it is on no front, and left out of the means of other runs of its group',
    ),
    ...(first ? unlike(first, evaluated) : []),
    ...(collapsed.length === 0 ? fewSeeds(groups) : joined(groups, collapsed)),
  ]
}

/** What sets evaluations apart from that of `first`. */
function unlike(first: Evaluated, evaluated: readonly Evaluated[]): Warning[] {
  const against = `"${first.run.name}"`
  const differing = (isAlike: (other: Evaluated) => boolean) =>
    evaluated.filter((other) => !isAlike(other))
  const { evaluation } = first
  const images = (other: Evaluated) => other.evaluation.labels.length
  const few = differing((other) => images(other) === images(first))
  return [
    ...warn(
      'dataset',
      differing(({ run }) => run.datasetHash === first.run.datasetHash),
      `was trained on other data than ${against}`,
    ),
    ...warn(
      'count',
      few,
      `was evaluated on another number of images (${[...new Set(few.map(images))].join(', ')}) than the ${images(first)} of ${against}`,
    ),
    ...warn(
      'subset',
      differing((other) => other.evaluation.subsetHash === evaluation.subsetHash),
      `was evaluated on other images than ${against}, so they make no pair`,
    ),
    ...(['adversarial', 'spatial'] as const).flatMap((family) =>
      warn(
        'protocol',
        differing((other) => isSameAttack(family, other.evaluation.protocol, evaluation.protocol)),
        `was evaluated under other ${family} plans than ${against}, so these accuracies are not of one kind`,
      ),
    ),
  ]
}

/** Means over different numbers of seeds are not equally sure. */
function fewSeeds(groups: readonly Group[]): Warning[] {
  const most = Math.max(...groups.map(({ members }) => members.length))
  const few = groups
    .filter(({ members }) => members.length < most)
    .flatMap(({ members }) => members)
  return warn('seeds', few, `is of a group with fewer seeds than the ${most} of the largest`)
}

/** What the groups no longer tell apart. */
function joined(groups: readonly Group[], collapsed: readonly string[]): Warning[] {
  const runs = groups.flatMap(({ members }) => members.map(({ run }) => run.id))
  const text =
    `${runs.length} runs are more configurations than can be told apart: those that differ in ` +
    `${[...collapsed, 'seed'].join(', ')} alone are one group, ${groups.length} in all.`
  return [{ reason: 'collapsed', text, runs }]
}

/** How many runs a sentence names before it counts. */
const named = 3

function warn(reason: Warning['reason'], of: readonly Contender[], what: string): Warning[] {
  if (of.length === 0) return []
  const names = of.slice(0, named).map(({ run }) => `"${run.name}" (${run.id})`)
  const rest = of.length - names.length
  const who = [...names, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  const each = of.length > 1 ? `${who}: each ` : `${who} `
  return [{ reason, text: `${each}${what}.`, runs: of.map(({ run }) => run.id) }]
}
