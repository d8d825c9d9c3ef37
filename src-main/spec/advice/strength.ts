import { settingsAt, stageAt, type ResolvedCurriculum } from '#curriculum'
import { formatEpsilon } from '#threat'
import type { RunSpec } from '../run-spec.ts'
import type { Advice } from './advice.ts'

/** Where an attack's steps together are shorter than the radius it may use. */
export function adviseOnReach(spec: RunSpec, curriculum: ResolvedCurriculum): Advice[] {
  const { stepSize, replays } = spec.attack
  // Free training moves its perturbation a step each replay and keeps it: there is no reach of one.
  if (replays !== undefined) return []
  const worst = worstReach(stepSize, curriculum)
  if (!worst || worst.share >= 1) return []
  const { step, share, epsilon } = worst
  const stage = stageAt(curriculum, step)
  const where = stage ? `in stage ${stage.name}` : `from step ${step}`
  const far = Number(share.toPrecision(2))
  return [
    {
      kind: 'outOfReach',
      tone: 'note',
      at: { lane: 'epsilon', step },
      text: `Step size × steps is ${far} ε ${where}: the attack cannot reach its border of ${formatEpsilon(epsilon)}.`,
      fixes: [
        {
          title: 'Use 2.5 ε ÷ steps',
          make: (old) => ({
            ...old,
            attack: { ...old.attack, stepSize: { relativeToEpsilon: 2.5 } },
          }),
        },
      ],
    },
  ]
}

function worstReach(
  stepSize: RunSpec['attack']['stepSize'],
  curriculum: ResolvedCurriculum,
): { step: number; share: number; epsilon: number } | undefined {
  const { steps, stepsPerEpoch } = curriculum.extent
  const keyed = [...(curriculum.lanes.epsilon ?? []), ...(curriculum.lanes.attackSteps ?? [])]
  const ends = keyed.flatMap(({ step }) => [step - 1, step])
  const places = [...ends, 0, Math.max(0, steps - stepsPerEpoch), steps - 1]
  const reaches = places
    .filter((step) => step >= 0 && step < steps)
    .sort((a, b) => a - b)
    .flatMap((step) => {
      const { epsilon, attackSteps, adversarialShare } = settingsAt(curriculum, step)
      if (epsilon === 0 || adversarialShare === 0) return []
      const share =
        'absolute' in stepSize
          ? (stepSize.absolute * attackSteps) / epsilon
          : stepSize.relativeToEpsilon
      return [{ step, share, epsilon }]
    })
  return reaches.reduce<(typeof reaches)[number] | undefined>(
    (worst, next) => (worst === undefined || next.share < worst.share ? next : worst),
    undefined,
  )
}
