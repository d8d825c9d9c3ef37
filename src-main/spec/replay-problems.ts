import type { Problem } from '#errors'
import type { RunSpec } from './run-spec.ts'

/** What free adversarial training cannot be combined with, and why. */
export function replayProblems(spec: RunSpec): Problem[] {
  const { attack, loss, order, spatial, weightPerturbation } = spec
  if (attack.replays === undefined) return []
  const refused: [boolean, string, unknown, string][] = [
    [
      attack.randomStart,
      'attack.randomStart',
      attack.randomStart,
      'is true, but replays start from the perturbation that is carried on; put false',
    ],
    [
      loss.kind !== 'cross-entropy',
      'loss.kind',
      loss.kind,
      `is ${loss.kind}, but replays climb what they learn from; only cross-entropy belongs here`,
    ],
    [
      order !== 'spatial-then-adversarial',
      'order',
      order,
      'attacks through the transform, but replays carry a perturbation of the moved image',
    ],
    [
      spatial?.choose === 'worst',
      'spatial',
      spatial,
      'chooses the worst transform anew at every replay, which would move the image it is carried on',
    ],
    [
      weightPerturbation !== undefined,
      'weightPerturbation',
      weightPerturbation,
      'takes a second pass, and replays have one; leave one of the two out',
    ],
    [
      attack.batchNorm === 'inference',
      'attack.batchNorm',
      attack.batchNorm,
      'is "inference", but the one pass of a replay is in training mode; leave it out',
    ],
  ]
  return refused.flatMap(([isRefused, place, value, why]) =>
    isRefused ? [{ place, value, message: `${why} (attack.replays is ${attack.replays})` }] : [],
  )
}
