import {
  laneKinds,
  laneNames,
  positionLike,
  stepOf,
  type LaneName,
  type ResolvedCurriculum,
  type ResolvedKey,
} from '#curriculum'
import { formatEpsilon, formatRotation, formatTranslation } from '#threat'
import type { RunSpec } from '../run-spec.ts'
import { peakOf, valuesOf, withKeys, type Advice, type Fix } from './advice.ts'

type Strength = 'epsilon' | 'rotation' | 'translation'

const strengths: Readonly<Record<Strength, { name: string; format: (value: number) => string }>> = {
  epsilon: { name: 'ε', format: formatEpsilon },
  rotation: { name: 'Rotation', format: formatRotation },
  translation: { name: 'Translation', format: formatTranslation },
}

/** Share of a lane's highest value beyond which a rise within one epoch is worth a look. */
const steep = 0.5
/** Epochs over which the fix lets a jump rise. */
const rampEpochs = 5

/** Rises of a strength, within an epoch, by more than half of the most it gets to. */
export function adviseOnJumps(curriculum: ResolvedCurriculum): Advice[] {
  const { stepsPerEpoch } = curriculum.extent
  return (Object.keys(strengths) as Strength[]).flatMap((lane) => {
    const { name, format } = strengths[lane]
    const keys = curriculum.lanes[lane] ?? []
    const peak = Math.max(0, ...keys.map(({ value }) => value))
    return keys.slice(1).flatMap((key, i): Advice[] => {
      const before = keys[i]
      const isSudden = before.easing === 'hold' || key.step - before.step < stepsPerEpoch
      const rise = key.value - before.value
      if (!isSudden || rise <= peak * steep + 1e-12) return []
      const epoch = Number((key.step / stepsPerEpoch + 1).toFixed(2))
      return [
        {
          kind: 'jump',
          tone: 'note',
          at: { lane, step: key.step },
          text: `${name} jumps from ${format(before.value)} to ${format(key.value)} at epoch ${epoch}.`,
          fixes: rampBefore(curriculum, lane, before, key),
        },
      ]
    })
  })
}

/** Lets the value rise to a key over some epochs, as far as the key before leaves room. */
function rampBefore(
  { extent }: ResolvedCurriculum,
  lane: LaneName,
  before: ResolvedKey,
  key: ResolvedKey,
): readonly Fix[] {
  const room = Math.floor((key.step - before.step) / extent.stepsPerEpoch)
  const epochs = Math.min(rampEpochs, room)
  if (before.easing !== 'hold' || epochs < 1) return []
  const start = key.step - epochs * extent.stepsPerEpoch
  return [
    {
      title: `Let it rise over ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`,
      make: (spec) =>
        withKeys(spec, lane, (keys) =>
          keys.flatMap((own) => {
            const step = stepOf(own.at, extent)
            if (step === start) return [{ ...own, easing: 'linear' as const }]
            if (step !== key.step) return [own]
            const at = positionLike(own.at, start, extent)
            const ramp = { at, value: before.value, easing: 'linear' as const }
            return start === before.step ? [own] : [ramp, own]
          }),
        ),
    },
  ]
}

/** Lanes that change nothing: at their default throughout, or without what they act on. */
export function adviseOnDeadLanes(spec: RunSpec, curriculum: ResolvedCurriculum): Advice[] {
  return laneNames.flatMap((lane): Advice[] => {
    if (curriculum.lanes[lane] === undefined) return []
    const reason = reasonOfDeath(spec, curriculum, lane)
    if (reason === undefined) return []
    return [
      {
        kind: 'deadLane',
        tone: 'note',
        at: { lane },
        text: `${titleOf(lane)} changes nothing: ${reason}.`,
        fixes: [
          {
            title: 'Remove the lane',
            make: (old) => withKeys(old, lane, () => []),
          },
        ],
      },
    ]
  })
}

function reasonOfDeath(
  spec: RunSpec,
  curriculum: ResolvedCurriculum,
  lane: LaneName,
): string | undefined {
  const peak = (other: LaneName): number => peakOf(curriculum, other)
  const isAttack = lane === 'attackSteps' || lane === 'adversarialShare'
  if (isAttack && peak('epsilon') === 0) return 'ε is 0 throughout'
  if (lane === 'epsilon' && peak('adversarialShare') === 0) return 'the adversarial share is 0'
  if (lane === 'attackSteps' && spec.attack.replays !== undefined) {
    return 'free training takes one attack step each replay'
  }
  const moves = peak('rotation') > 0 || peak('translation') > 0
  if (lane === 'spatialShare' && !moves) return 'rotation and translation are 0 throughout'
  if ((lane === 'rotation' || lane === 'translation') && peak('spatialShare') === 0) {
    return 'the spatial share is 0'
  }
  const { otherwise, kind } = laneKinds[lane]
  if (kind === 'optimiser' || lane === 'attackSteps') return undefined
  const isDefault = valuesOf(curriculum, lane).every((value) => value === otherwise)
  return isDefault ? `it is ${otherwise} throughout, as without a lane` : undefined
}

function titleOf(lane: LaneName): string {
  if (lane === 'epsilon') return 'The lane of ε'
  const words = lane.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `The lane of ${words}`
}
