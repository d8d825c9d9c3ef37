import type { Curriculum } from './curriculum.ts'
import type { Keyframe, LaneName, Position } from './lane.ts'
import { cyclicRate } from './learning-rate.ts'

/** How strong a preset's perturbations are; ε in pixel scale, rotation ± degrees, translation ± px. */
export interface PresetStrength {
  readonly epsilon?: number
  readonly rotation?: number
  readonly translation?: number
  readonly attackSteps?: number
  readonly learningRate?: number
}

const start: Position = { share: 0 }
const hold = (at: Position, value: number): Keyframe => ({ at, value, easing: 'hold' })

type Lanes = Partial<Record<LaneName, Keyframe[]>>
const curriculum = (name: string, lanes: Lanes): Curriculum => ({ name, lanes, stages: [] })

/** One key at the start for each lane that is given. */
function held(strength: PresetStrength): Lanes {
  const given = Object.entries(strength) as [LaneName, number][]
  return Object.fromEntries(given.map(([lane, value]) => [lane, [hold(start, value)]]))
}

/** Plain training: nothing is perturbed. */
export function plain({ learningRate = 0.001 }: PresetStrength = {}): Curriculum {
  return curriculum('plain', held({ learningRate }))
}

/** Full strength from the first step on. */
export function constant(strength: PresetStrength): Curriculum {
  return curriculum('constant', held(strength))
}

/**
 * ε, rotation and translation rise in a straight line from 0 to full strength.
 * @param warmUp share of the run that the rise takes; the rest holds.
 */
export function linear(strength: PresetStrength, warmUp = 0.5): Curriculum {
  return rising('linear', strength, ['epsilon', 'rotation', 'translation'], warmUp)
}

/** Only ε rises in a straight line; rotation and translation are at full strength throughout. */
export function epsilonWarmUp(strength: PresetStrength, warmUp = 0.5): Curriculum {
  return rising('epsilon warm-up', strength, ['epsilon'], warmUp)
}

/** Only rotation and translation rise; ε is at full strength throughout. */
export function rotationRamp(strength: PresetStrength, warmUp = 0.5): Curriculum {
  return rising('rotation ramp', strength, ['rotation', 'translation'], warmUp)
}

/** Half a run of adversarial training on images that stay, then half of moved ones, unattacked. */
export function attackThenAugment(strength: PresetStrength): Curriculum {
  return halves('attack then augment', strength, { name: 'attack', isAttack: true })
}

/** Half a run of moved images, unattacked, then half of adversarial training on images that stay. */
export function augmentThenAttack(strength: PresetStrength): Curriculum {
  return halves('augment then attack', strength, { name: 'augment', isAttack: false })
}

/** One attack step at full strength under a learning rate that rises and falls once. */
export function fgsmRs(strength: PresetStrength): Curriculum {
  const { learningRate = 0.001, ...others } = strength
  const held = constant({ ...others, attackSteps: 1 })
  return curriculum('fgsm-rs', { ...held.lanes, learningRate: cyclicRate(learningRate) })
}

function rising(
  name: string,
  strength: PresetStrength,
  moving: readonly (keyof PresetStrength)[],
  warmUp: number,
): Curriculum {
  const lanes = held(strength)
  for (const lane of moving) {
    const top = strength[lane]
    if (top === undefined) continue
    lanes[lane] = [{ at: start, value: 0, easing: 'linear' }, hold({ share: warmUp }, top)]
  }
  return curriculum(name, lanes)
}

/** One kind of perturbation in the first half of a run and the other in the second. */
function halves(
  name: string,
  strength: PresetStrength,
  first: { readonly name: string; readonly isAttack: boolean },
): Curriculum {
  const { epsilon, rotation, translation, ...others } = strength
  const middle: Position = { share: 0.5 }
  const lanes = held(others)
  for (const [lane, top] of Object.entries({ epsilon, rotation, translation })) {
    if (top === undefined) continue
    const isFirst = (lane === 'epsilon') === first.isAttack
    const [one, two] = isFirst ? [top, 0] : [0, top]
    lanes[lane as LaneName] = [hold(start, one), hold(middle, two)]
  }
  const second = first.isAttack ? 'augment' : 'attack'
  const stages = [
    { name: first.name, from: start, to: middle },
    { name: second, from: middle, to: { share: 1 } },
  ]
  return { name, lanes, stages }
}
