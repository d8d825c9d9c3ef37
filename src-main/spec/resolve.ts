import { errorOf, type Problem } from '#errors'
import {
  extentOf,
  lintCurriculum,
  positionsResolved,
  type Extent,
  type ResolvedCurriculum,
} from '#curriculum'
import { epsilonProblem, plansOf, type PlannedAttack } from '#threat'
import { forkProblems } from './fork-spec.ts'
import { gateProblems } from './gate-problems.ts'
import { hasBatchNorm } from './model-spec.ts'
import { replayProblems } from './replay-problems.ts'
import type { RunSpec } from './run-spec.ts'

/** A spec made definite: its length, its curriculum in steps, and what will be evaluated. */
export interface ResolvedRun {
  readonly extent: Extent
  readonly curriculum: ResolvedCurriculum
  readonly plans: readonly PlannedAttack[]
}

/**
 * Checks that a spec's parts fit each other, and resolves it.
 * @throws CuspError `spec.invalid` with the first problem of `problemsOfRun` and how many more.
 */
export function resolveRun(spec: RunSpec): ResolvedRun {
  const problems = problemsOfRun(spec)
  if (problems.length > 0) throw errorOf(problems, { name: 'spec' })
  const extent = extentOfRun(spec)
  const curriculum = positionsResolved(spec.curriculum, extent)
  return {
    extent,
    curriculum,
    plans: plansOf(spec.evaluation),
  }
}

/** The length of a spec's run. */
export function extentOfRun(spec: RunSpec): Extent {
  return extentOf({
    epochs: spec.epochs,
    batchSize: spec.batchSize,
    train: spec.dataset.train,
    replays: spec.attack.replays,
  })
}

/** Everything that keeps a well-formed spec from being run; empty when it can be. */
export function problemsOfRun(spec: RunSpec): Problem[] {
  const problems = [...sizeProblems(spec), ...modelProblems(spec)]
  const probe = epsilonProblem(spec.probe.epsilon, spec.attack.norm)
  if (probe !== undefined) {
    problems.push({ place: 'probe.epsilon', message: probe, value: spec.probe.epsilon })
  }
  return [
    ...problems,
    ...lintCurriculum(spec.curriculum, extentOfRun(spec), spec.attack.norm),
    ...gateProblems(spec),
    ...replayProblems(spec),
    ...forkProblems(spec, extentOfRun(spec)),
  ]
}

function modelProblems({ model, attack }: RunSpec): Problem[] {
  const { batchNorm: value } = attack
  if (value === undefined || hasBatchNorm(model)) return []
  const message = `is "${value}", but ${model.architecture} has no batch normalisation; leave it out`
  return [{ place: 'attack.batchNorm', message, value }]
}

function sizeProblems(spec: RunSpec): Problem[] {
  const { train, test } = spec.dataset
  const limits = [
    ['batchSize', spec.batchSize, 'dataset.train', train],
    ['evaluation.subset.count', spec.evaluation.subset.count, 'dataset.test', test],
    ['probe.count', spec.probe.count, 'dataset.test', test],
  ] as const
  return limits.flatMap(([place, value, of, limit]) => {
    const isOfTraining = place !== 'evaluation.subset.count'
    if (value <= limit || (isOfTraining && spec.epochs === 0)) return []
    return [
      { place, message: `is ${value}; at most ${limit}, which is ${of}, belongs here`, value },
    ]
  })
}
